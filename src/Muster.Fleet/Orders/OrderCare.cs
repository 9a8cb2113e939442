using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Orders;

/// <summary>
/// What is to be done about an order by the state that it and its robot are in, whatever message did or did not arrive: the
/// rules in their order, of which the first that applies is followed.
/// </summary>
internal static class OrderCare
{
    /// <summary>Looks at <paramref name="order"/>.</summary>
    /// <param name="change">Takes up what is decided.</param>
    /// <param name="order">The order.</param>
    /// <param name="robot">The robot that holds it; none when it waits, or when there is no such robot.</param>
    /// <returns>The robot after it.</returns>
    public static Robot? Look(FleetChange change, Order order, Robot? robot)
    {
        if (order.State == OrderState.Pending)
        {
            LookWaiting(change, order);
            return robot;
        }

        return order.State.IsHeld() ? LookHeld(change, order, robot) : robot;
    }

    private static void LookWaiting(FleetChange change, Order order)
    {
        if (order.Deadline <= change.Now)
        {
            OrderMoves.End(change, order, null, OrderState.Failed, OrderEventCause.DeadlinePassed, "its deadline passed before a robot could begin");
        }
        else if (order.ExpiresAt <= change.Now)
        {
            OrderMoves.End(change, order, null, OrderState.Failed, OrderEventCause.Expired, $"it waited longer than {Durations.Format(order.Expires)} for a robot");
        }
        else
        {
            Refresh(change, order);
        }
    }

    private static Robot? LookHeld(FleetChange change, Order order, Robot? robot)
    {
        var (now, configuration) = (change.Now, change.Configuration);
        if (robot is null || robot.RetiredAt is not null || robot.Order != order.Id)
        {
            return OrderMoves.TakeBack(change, order, robot, OrderEventCause.RobotRetired, $"{order.Robot} does not hold it any more", tell: true);
        }

        if (RobotPresence.IsGone(robot, configuration.Policy, now))
        {
            return OrderMoves.TakeBack(change, order, robot, OrderEventCause.RobotOffline, $"{robot.Name} is not reachable", tell: true);
        }

        if (robot.Status == RobotStatus.Fault)
        {
            return OrderMoves.TakeBack(change, order, robot, OrderEventCause.RobotFault, $"{robot.Name} reports a fault", tell: true);
        }

        if (OrderTimes.AwaitsAnswer(order) && now >= OrderTimes.AnswerEnd(order, configuration))
        {
            return Unanswered(change, order, robot);
        }

        if (now >= OrderTimes.MaxEnd(order, configuration))
        {
            var most = Durations.Format(configuration.Item(order.Item)!.MaxDuration);
            return OrderMoves.TakeBack(change, order, robot, OrderEventCause.TookTooLong, $"{robot.Name} took longer than {most}", tell: true);
        }

        if (IsToBeSent(order, robot, configuration, now))
        {
            SendAgain(change, order, robot);
        }
        else
        {
            Refresh(change, order);
        }

        return robot;
    }

    private static Robot? Unanswered(FleetChange change, Order order, Robot robot)
    {
        var timeout = Durations.Format(change.Configuration.Policy.AcceptTimeout);
        return order.Cancel is { } cancel
            ? OrderMoves.End(change, order, robot, OrderState.Canceled, OrderEventCause.CancelNotAnswered, $"{robot.Name} did not answer within {timeout} when it was called off", cancel.By, tell: true)
            : OrderMoves.TakeBack(change, order, robot, OrderEventCause.NotAccepted, $"{robot.Name} did not accept it within {timeout}", tell: true);
    }

    /// <summary>A robot that owes an answer is asked again; one that is back after a break is told what it holds.</summary>
    private static bool IsToBeSent(Order order, Robot robot, FleetConfiguration configuration, DateTimeOffset now)
    {
        if (robot.Status == RobotStatus.Offline)
        {
            return false;
        }

        var back = RobotPresence.BackAt(robot);
        return (back > order.SentAt && robot.LastSeen >= back)
            || (OrderTimes.AwaitsAnswer(order) && now >= OrderTimes.Resend(order, configuration));
    }

    private static void SendAgain(FleetChange change, Order order, Robot robot)
    {
        change.Put(order, order with { SentAt = change.Now }, cause: null);
        if (order.Cancel is { } cancel)
        {
            OrderMoves.Cancel(change, order, robot.Name, cancel.Why);
        }
        else
        {
            change.Send(robot.Name, OrderMoves.Execute(change, order));
        }
    }

    /// <summary>Alerts may have to open or resolve; else there is nothing to write but when to look again.</summary>
    private static void Refresh(FleetChange change, Order order)
    {
        var expected = Alerts.OrderAlerts.Expected(order, order, change.Configuration, change.Now);
        var same = expected.Count == order.Alerts.Count && expected.All(e => order.Alerts.Any(o => o.Kind == e.Kind));
        if (!same || OrderDue.Of(order, change.Configuration) != order.Due)
        {
            change.Put(order, order, cause: null);
        }
    }
}
