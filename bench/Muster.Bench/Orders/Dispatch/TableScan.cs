using Muster.Fleet.Changes;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>
/// First come, first served, as a simple function does it: scan the table of robots, page by page to its end, keep those that
/// are ONLINE at the site and hold no order, take the first. The claim is the same as ours.
/// </summary>
internal sealed class TableScan(FleetContext fleet, Steward steward)
{
    internal async ValueTask DispatchAsync(Order order, CancellationToken cancellationToken)
    {
        List<Robot> free = [];
        string? after = null;
        do
        {
            var page = await fleet.Store.ListRobotsAsync(new RobotQuery(After: after, Limit: RobotQuery.MaxLimit), cancellationToken);
            free.AddRange(page.Items.Where(robot => robot.Status == RobotStatus.Online && robot.Site == order.Site && robot.Order is null));
            after = page.Next;
        }
        while (after is not null);

        if (free is [var robot, ..])
        {
            await steward.ApplyAsync(Claim(order, robot), cancellationToken);
        }
    }

    private FleetChange Claim(Order order, Robot robot)
    {
        var now = fleet.Now();
        var change = new FleetChange(fleet.Settings.Current, now);
        change.Put(
            order, order with { State = OrderState.Assigned, Since = now, Robot = robot.Name, AssignedAt = now, SentAt = now }, OrderEventCause.Dispatched);
        change.Put(robot, robot with { Order = order.Id, OrderSince = now }, RobotEventCause.Dispatched);
        change.Send(robot.Name, new RobotCommand(
            $"{order.Id}/1", CommandName.ExecuteOrder, now, new CommandOrder(order.Id, 1, order.Site, order.Item, Priority: order.Priority),
            ExpiresAt: now + fleet.Settings.Current.Policy.AcceptTimeout));
        return change;
    }
}
