using System.Runtime.CompilerServices;
using Muster.Fleet.Changes;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Functions;

/// <summary>The function behind <c>robots/+/status</c>: a robot's report becomes its row, and the fleet hears of what changed.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Does what a change asks for.</param>
public sealed class UpdateStatus(FleetContext fleet, Steward steward)
{
    /// <summary>Its name in rules.</summary>
    public const string Name = "update-status";

    /// <summary>Takes one report in.</summary>
    public ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        // The payload is read here, before anything is awaited: after that its buffer is the broker's again.
        var topicRobot = e.Text(FleetRules.TopicRobot);
        var receivedAt = e.Time(FleetRules.ReceivedAt) ?? fleet.Clock.GetUtcNow();
        var refusal = StatusReportReader.Read(e.Payload.Span, topicRobot, receivedAt, out var report);
        return refusal is null
            ? ApplyAsync(fleet.Store.ReportStatusAsync(report, cancellationToken), cancellationToken)
            : RefuseAsync(topicRobot, refusal, receivedAt, cancellationToken);
    }

    // Called once per report: its state is pooled, as most of what a call would allocate is this.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FunctionOutcome> ApplyAsync(ValueTask<StatusDecision> applying, CancellationToken cancellationToken)
    {
        var decision = await applying.ConfigureAwait(false);
        if (decision.Announce)
        {
            await fleet.Sender.SendAsync(FleetMessages.RobotChanged(decision.Robot, isTelemetry: decision.Event is null), cancellationToken).ConfigureAwait(false);
        }

        if (decision.IsStale)
        {
            return FunctionOutcome.Stale;
        }

        if (decision.Robot is { RetiredAt: not null, ReportedOrder: { } order })
        {
            await StopAsync(decision.Robot.Name, order, cancellationToken).ConfigureAwait(false);
        }
        else if (AsksForMore(decision))
        {
            await FollowUpAsync(decision.Robot.Name, cancellationToken).ConfigureAwait(false);
        }

        return FunctionOutcome.Accepted;
    }

    /// <summary>Mostly there is nothing more to do, and this is what finds out.</summary>
    private bool AsksForMore(in StatusDecision decision)
    {
        if (decision.Previous is not { } before || decision.Robot.Version != before.Version)
        {
            return true;
        }

        var (robot, policy) = (decision.Robot, fleet.Settings.Current.Policy);
        return (before.Battery != robot.Battery
                && (Crosses(before.Battery, robot.Battery, policy.ChargeBelow)
                    || Crosses(before.Battery, robot.Battery, policy.ResumeAt)
                    || Crosses(before.Battery, robot.Battery, policy.CriticalBattery)))
            || (robot.ConnectedAt > before.LastSeen && (robot.Order ?? robot.Instruction?.Id) is not null)
            || RobotPresence.IsSilent(before, policy, robot.LastSeen);
    }

    private static bool Crosses(double? before, double? after, double limit) => (before < limit) != (after < limit);

    private async ValueTask FollowUpAsync(string name, CancellationToken cancellationToken)
    {
        await steward.LookAtRobotAsync(name, cancellationToken).ConfigureAwait(false);
        if (await fleet.Store.FindRobotAsync(name, cancellationToken).ConfigureAwait(false) is { Site: { } site } robot
            && Eligibility.WhyNot(robot, fleet.Settings.Current, fleet.Now()) is null)
        {
            await steward.DispatchAsync(site, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A retired robot goes on with an order: it missed that it was told to stop.</summary>
    private async ValueTask StopAsync(string name, string reported, CancellationToken cancellationToken)
    {
        if (await fleet.Store.FindOrderAsync(reported, cancellationToken).ConfigureAwait(false) is { } order)
        {
            var change = new FleetChange(fleet.Settings.Current, fleet.Now());
            OrderMoves.Cancel(change, order, name, "the robot is retired");
            await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<FunctionOutcome> RefuseAsync(string? robot, Refusal refusal, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (robot is not null)
        {
            await fleet.Sender.SendAsync(FleetMessages.Rejected(robot, Topics.Status(robot), refusal, at), cancellationToken).ConfigureAwait(false);
        }

        return FunctionOutcome.Refused(refusal);
    }
}
