using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Functions;

/// <summary>The function behind <c>robots/+/orders/+</c>: what a robot says of an order moves the order, and frees the robot at its end.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Writes what is decided.</param>
public sealed class TrackOrder(FleetContext fleet, Steward steward)
{
    /// <summary>Its name in rules.</summary>
    public const string Name = "track-order";

    /// <summary>Takes one report in.</summary>
    public ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        // The payload is read here, before anything is awaited: after that its buffer is the broker's again.
        var (robot, order) = (e.Text(FleetRules.TopicRobot), e.Text(FleetRules.TopicOrder));
        var receivedAt = e.Time(FleetRules.ReceivedAt) ?? fleet.Clock.GetUtcNow();
        var refusal = OrderReportReader.Read(e.Payload, robot, order, receivedAt, out var report);
        return refusal is null
            ? ApplyAsync(report!, cancellationToken)
            : RefuseAsync(robot, order, refusal, cancellationToken);
    }

    private async ValueTask<FunctionOutcome> ApplyAsync(OrderReport report, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The robot first: an order that ends in between is then seen as ended, and not as one that somebody else holds.
            var robot = await fleet.Store.FindRobotAsync(report.Robot, cancellationToken).ConfigureAwait(false);
            var order = await fleet.Store.FindOrderAsync(report.Order, cancellationToken).ConfigureAwait(false);
            if (order is not null && order.State.IsHeld() && order.Robot == report.Robot && robot?.Order != order.Id)
            {
                robot = await fleet.Store.FindRobotAsync(report.Robot, cancellationToken).ConfigureAwait(false);
            }

            var change = await steward.BeginAsync(robot, order, cancellationToken).ConfigureAwait(false);
            var outcome = OrderReports.Decide(change, order, robot, report);
            if (!await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (change.Freed.Count > 0 && robot is not null && (robot.Instruction is not null || robot.Battery < change.Configuration.Policy.ChargeBelow))
            {
                // Its order ended: it has to charge, or was told something that waited for this.
                await steward.LookAtRobotAsync(report.Robot, cancellationToken).ConfigureAwait(false);
            }

            return outcome.Refusal is { } refusal
                ? await RefuseAsync(report.Robot, report.Order, refusal, cancellationToken).ConfigureAwait(false)
                : outcome;
        }
    }

    private async ValueTask<FunctionOutcome> RefuseAsync(string? robot, string? order, Refusal refusal, CancellationToken cancellationToken)
    {
        if (robot is not null && RobotName.IsValid(robot))
        {
            await fleet.Sender.SendAsync(FleetMessages.Rejected(robot, Topics.RobotOrder(robot, order ?? ""), refusal, fleet.Now()), cancellationToken).ConfigureAwait(false);
        }

        return FunctionOutcome.Refused(refusal);
    }
}
