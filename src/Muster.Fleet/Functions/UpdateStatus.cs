using System.Runtime.CompilerServices;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Rules;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>The function behind <c>robots/+/status</c>: a robot's report becomes its row, and the fleet hears of what changed.</summary>
/// <param name="store">Where the robots are.</param>
/// <param name="sender">The way to the robots and to those who watch.</param>
/// <param name="clock">The arrival time of events that carry none.</param>
public sealed class UpdateStatus(IFleetStore store, ICommandSender sender, TimeProvider clock)
{
    /// <summary>Its name in rules.</summary>
    public const string Name = "update-status";

    /// <summary>Takes one report in.</summary>
    public ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        // The payload is read here, before anything is awaited: after that its buffer is the broker's again.
        var topicRobot = e.Text(FleetRules.TopicRobot);
        var receivedAt = e.Time(FleetRules.ReceivedAt) ?? clock.GetUtcNow();
        var refusal = StatusReportReader.Read(e.Payload.Span, topicRobot, receivedAt, out var report);
        return refusal is null
            ? ApplyAsync(store.ReportStatusAsync(report, cancellationToken), cancellationToken)
            : RefuseAsync(topicRobot, refusal, receivedAt, cancellationToken);
    }

    // Called once per report: its state is pooled, as most of what a call would allocate is this.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FunctionOutcome> ApplyAsync(ValueTask<StatusDecision> applying, CancellationToken cancellationToken)
    {
        var decision = await applying.ConfigureAwait(false);
        if (decision.Announce)
        {
            await sender.SendAsync(FleetMessages.RobotChanged(decision.Robot), cancellationToken).ConfigureAwait(false);
        }

        return decision.IsStale ? FunctionOutcome.Stale : FunctionOutcome.Accepted;
    }

    private async ValueTask<FunctionOutcome> RefuseAsync(string? robot, Refusal refusal, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (robot is not null)
        {
            await sender.SendAsync(FleetMessages.Rejected(robot, Topics.Status(robot), refusal, at), cancellationToken).ConfigureAwait(false);
        }

        return FunctionOutcome.Refused(refusal);
    }
}
