using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;

namespace Muster.Hosting.Cloud;

/// <summary>Status reports by HTTP where there is no broker in this process: by the same rules to the same functions.</summary>
/// <param name="fleet">The fleet.</param>
internal sealed class DirectReports(FleetServices fleet)
{
    private readonly RuleSet _rules = new(FleetRules.BuiltIn);

    /// <summary>Takes one in.</summary>
    public async ValueTask<FunctionOutcome> TakeAsync(string robot, ReadOnlyMemory<byte> payload, Refusal? refusal, CancellationToken cancellationToken)
    {
        var (topic, now) = (Topics.Status(robot), fleet.Context.Now());
        if (refusal is not null)
        {
            await fleet.Context.Sender.SendAsync(FleetMessages.Rejected(robot, topic, refusal, now), cancellationToken);
            return FunctionOutcome.Refused(refusal);
        }

        var outcome = FunctionOutcome.Accepted;
        foreach (var rule in _rules.Match(topic))
        {
            var e = new FunctionEvent(payload, rule, new MessageContext(new TopicName(topic), ClientId: null, now));
            outcome = await fleet.Functions[rule.Rule.Function!](e, cancellationToken);
        }

        return outcome;
    }
}
