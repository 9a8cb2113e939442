using System.Globalization;
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

    /// <summary>Reads who and why from the query and the body; what is in the body goes before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="takesPriority">Whether the priority is what is changed.</param>
    public static async ValueTask<ActionBody> ReadAsync(HttpContext context, bool takesPriority = false)
    {
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        if (body.Refusal is not null)
        {
            return new ActionBody(null, null) { Refusal = body.Refusal };
        }

        var query = OfQuery(context.Request.Query["by"].ToString(), context.Request.Query["reason"].ToString());
        if (body.Payload.Length == 0)
        {
            return query;
        }

        var refusal = ActionReader.Read(body.Payload, takesPriority, out var by, out var reason, out var priority);
        return new ActionBody(by ?? query.By, reason ?? query.Reason, priority) { Refusal = refusal ?? query.Refusal };
    }

    private static ActionBody OfQuery(string by, string reason) => new(by.Length == 0 ? null : by, reason.Length == 0 ? null : reason)
    {
        Refusal = TooLong("by", by, ActionReader.MaxBy) ?? TooLong("reason", reason, ActionReader.MaxReason),
    };

    private static Refusal? TooLong(string field, string text, int most) => text.Length <= most
        ? null
        : new Refusal(RefusalCode.InvalidValue, string.Create(CultureInfo.InvariantCulture, $"\"{field}\" in the query has {text.Length} characters; allowed are 1 to {most}"), field);
}
