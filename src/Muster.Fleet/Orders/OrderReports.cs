using Muster.Fleet.Changes;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Orders;

/// <summary>What a robot's report on an order does.</summary>
internal static class OrderReports
{
    /// <summary>Decides on <paramref name="report"/>.</summary>
    /// <param name="change">Takes up what is decided.</param>
    /// <param name="order">The order that it names; none when nobody knows it.</param>
    /// <param name="robot">The robot that sent it; none when it never reported its status.</param>
    /// <param name="report">What it says.</param>
    /// <returns>Whether it was taken, came too late to matter, or is refused.</returns>
    public static FunctionOutcome Decide(FleetChange change, Order? order, Robot? robot, OrderReport report)
    {
        if (order is null)
        {
            return FunctionOutcome.Refused(new Refusal(
                RefusalCode.NotFound, $"no order has the id \"{report.Order}\": the fleet never gave it out, or let go of it long after its end", "order"));
        }

        if (order.State.IsHeld() && order.Robot == report.Robot && robot?.Order == order.Id)
        {
            // What is done is done, whichever attempt it was; all else that is late is about something that is over.
            var isLate = report.Attempt is { } attempt && attempt != order.Attempt && report.State != OrderReportState.Completed;
            return isLate ? FunctionOutcome.Stale : ByHolder(change, order, robot, report);
        }

        if (robot is not null && IsLateCompletion(order, report))
        {
            var next = OrderMoves.End(change, order with { Robot = robot.Name }, robot, OrderState.Completed, OrderEventCause.Report, $"{robot.Name} had finished it already", progress: 100)!;
            change.Put(robot, next, RobotEventCause.OrderEnded, seen: change.Now);
            return FunctionOutcome.Accepted;
        }

        return ByAnother(change, order, report);
    }

    private static FunctionOutcome ByHolder(FleetChange change, Order order, Robot robot, OrderReport report)
    {
        var said = report.Reason is null ? robot.Name : $"{robot.Name}: {report.Reason}";
        var next = report.State switch
        {
            OrderReportState.Accepted or OrderReportState.InProgress => Advance(change, order, robot, report),
            OrderReportState.Completed => OrderMoves.End(change, order, robot, OrderState.Completed, OrderEventCause.Report, report.Reason, progress: 100),
            OrderReportState.Failed => OrderMoves.TakeBack(change, order, robot, OrderEventCause.Report, report.Reason is null ? $"{said} failed" : said, tell: false),
            OrderReportState.Rejected => OrderMoves.TakeBack(change, order, robot, OrderEventCause.Report, report.Reason is null ? $"{said} rejected it" : said, tell: false),
            _ when order.Cancel is { } cancel => OrderMoves.End(change, order, robot, OrderState.Canceled, OrderEventCause.Canceled, cancel.Why, cancel.By),
            _ => OrderMoves.TakeBack(change, order, robot, OrderEventCause.Report, report.Reason is null ? $"{said} stopped it" : said, tell: false),
        };

        // To be heard of is a sign of life; not written each time, as a working robot reports its status too.
        var isNews = change.Now - robot.LastSeen > change.Configuration.Policy.Heartbeat / 3;
        change.Put(robot, next!, RobotEventCause.OrderEnded, seen: isNews ? change.Now : null);
        return change.IsEmpty ? FunctionOutcome.Stale : FunctionOutcome.Accepted;
    }

    private static Robot Advance(FleetChange change, Order order, Robot robot, OrderReport report)
    {
        var begins = report.State == OrderReportState.InProgress && order.State == OrderState.Assigned;
        var accepts = order.AcceptedAt is null && order.State == OrderState.Assigned;
        var next = order with
        {
            State = begins ? OrderState.InProgress : order.State,
            Since = begins ? change.Now : order.Since,
            StartedAt = begins ? change.Now : order.StartedAt,
            AcceptedAt = accepts ? change.Now : order.AcceptedAt,
            Progress = report.State == OrderReportState.InProgress && report.Progress is { } progress ? Math.Floor(progress) : order.Progress,
        };
        if (begins)
        {
            change.Put(order, next, OrderEventCause.Report, report.Reason);
        }
        else if (accepts)
        {
            change.Put(order, next, OrderEventCause.Report, report.Reason ?? $"{robot.Name} accepted it");
        }
        else if (next != order)
        {
            change.Put(order, next, cause: null);
        }

        return robot;
    }

    /// <summary>
    /// The robot that had it last finished it after all, and nobody else was given it: it is done, and to do it again would
    /// surprise the customer.
    /// </summary>
    private static bool IsLateCompletion(Order order, OrderReport report) =>
        order.State == OrderState.Pending
        && report.State == OrderReportState.Completed
        && order.Avoided.Count > 0
        && order.Avoided[^1] == report.Robot
        && (report.Attempt is null || report.Attempt == order.Attempt - 1);

    private static FunctionOutcome ByAnother(FleetChange change, Order order, OrderReport report)
    {
        var isAtIt = report.State is OrderReportState.Accepted or OrderReportState.InProgress;
        var hadIt = order.Robot == report.Robot || order.Avoided.Contains(report.Robot);
        var isDoneByIt = order.State == OrderState.Completed && order.Robot == report.Robot;
        if (isAtIt && !isDoneByIt)
        {
            // It works on what is not its own any more: it is told, again if need be.
            OrderMoves.Cancel(change, order, report.Robot, "the order is not yours any more", report.Attempt);
        }

        if (isDoneByIt || (hadIt && !isAtIt && report.State != OrderReportState.Completed) || (hadIt && order.State.IsEnded() && order.Robot == report.Robot))
        {
            return FunctionOutcome.Stale;
        }

        var holder = order.State.IsHeld() ? $"{order.Robot} holds it" : $"it is {order.State.ToWire()}";
        return FunctionOutcome.Refused(new Refusal(RefusalCode.NotHolder, $"{report.Robot} does not hold the order {order.Id}: {holder}", "order"));
    }
}
