using System.Text.Json.Serialization;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;

namespace Muster.Api;

/// <summary>The body of what operators do: who and why. All of it may be left out.</summary>
/// <param name="By">Who, at most 128 characters.</param>
/// <param name="Reason">Why, at most 1,000 characters.</param>
/// <param name="Priority">The new priority, 0 to 9, where that is what is changed.</param>
internal sealed record ActionBody(string? By, string? Reason, int? Priority = null)
{
    /// <summary>What was wrong with it.</summary>
    [JsonIgnore]
    public Refusal? Refusal { get; private init; }

    /// <summary>Who and why, for the history.</summary>
    [JsonIgnore]
    public Actor Actor => By is null ? Actor.Unknown with { Why = Reason } : new Actor(By, Reason);

    public static async ValueTask<ActionBody> ReadAsync(HttpContext context)
    {
        var payload = await RequestBody.ReadAsync(context.Request, StatusReport.MaxPayloadBytes, context.RequestAborted);
        if (payload.Length == 0)
        {
            return new ActionBody(context.Request.Query["by"], context.Request.Query["reason"]);
        }

        var refusal = ActionReader.Read(payload, out var by, out var reason, out var priority);
        return new ActionBody(by, reason, priority) { Refusal = refusal };
    }
}
