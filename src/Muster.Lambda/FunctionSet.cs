using Microsoft.Extensions.Logging;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Lambda.Runtime;

namespace Muster.Lambda;

/// <summary>The functions by name, as an invocation calls them.</summary>
/// <param name="functions">All of them.</param>
internal sealed class FunctionSet(IReadOnlyDictionary<string, Func<Invocation, CancellationToken, ValueTask<FunctionOutcome>>> functions)
{
    /// <summary>Makes them.</summary>
    public static FunctionSet Create(LambdaEnvironment environment, FleetConfiguration configuration, CloudParts cloud, TimeProvider clock, Random random, ILogger log)
    {
        var fleet = new FleetContext(cloud.Store, cloud.Sender, new FleetSettings(configuration), clock, random);
        var steward = new Steward(fleet);
        var http = new WebhookClients();
        var words = new NotificationWords(log);
        var notify = new Notify(fleet, http, environment.WebhookSecret, new NotificationLog(words.Write, words.Failed));
        var sweep = new Sweep(fleet, steward);
        var functions = FunctionTable.Create(fleet, steward, notify).ToDictionary(
            f => f.Key,
            f => (Func<Invocation, CancellationToken, ValueTask<FunctionOutcome>>)((i, token) => f.Value(new FunctionEvent(i.Payload), token)),
            StringComparer.Ordinal);

        // In the cloud the schedule comes once a minute, and what one run of the sweep leaves must not wait for the next.
        var rounds = new Rounds(clock);
        functions[Sweep.Name] = (i, token) => rounds.SweepAsync(sweep, new FunctionEvent(i.Payload).Text("after"), i.Deadline, token);
        return new FunctionSet(functions);
    }

    /// <summary>The function of that name.</summary>
    /// <exception cref="InitException">There is none.</exception>
    public Func<Invocation, CancellationToken, ValueTask<FunctionOutcome>> Find(string name) => functions.TryGetValue(name, out var function)
        ? function
        : throw new InitException("Runtime.NoSuchHandler", $"there is no function \"{name}\"; _HANDLER must be one of {string.Join(", ", functions.Keys.Order(StringComparer.Ordinal))}");
}
