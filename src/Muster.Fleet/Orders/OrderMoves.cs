using System.Globalization;
using Muster.Fleet.Changes;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Orders;

/// <summary>The ways from one state of an order to the next. A robot's claim moves with the order, in the same change.</summary>
internal static class OrderMoves
{
    /// <summary>Gives a waiting order to a robot.</summary>
    public static void Assign(FleetChange change, Order order, Robot robot)
    {
        var next = order with
        {
            State = OrderState.Assigned,
            Since = change.Now,
            Robot = robot.Name,
            AssignedAt = change.Now,
            AcceptedAt = null,
            StartedAt = null,
            Progress = null,
            Reason = null,
            SentAt = change.Now,
        };
        change.Put(order, next, OrderEventCause.Dispatched);
        change.Put(robot, robot with { Order = order.Id, OrderSince = change.Now }, RobotEventCause.Dispatched);
        change.Send(robot.Name, Execute(change, next));
    }

    /// <summary>Takes an order away from its robot: back into the queue, or to its end when it can't be tried again.</summary>
    /// <param name="change">What is decided.</param>
    /// <param name="order">A held order.</param>
    /// <param name="robot">The robot that holds it; none when there is no such robot any more.</param>
    /// <param name="cause">Why (<see cref="OrderEventCause"/>).</param>
    /// <param name="why">In words.</param>
    /// <param name="tell">Whether the robot is told to stop.</param>
    /// <returns>The robot without it.</returns>
    public static Robot? TakeBack(FleetChange change, Order order, Robot? robot, string cause, string why, bool tell)
    {
        var (now, attempts) = (change.Now, change.Configuration.Policy.MaxAttempts);
        if (order.Cancel is not null)
        {
            return End(change, order, robot, OrderState.Canceled, cause, why, tell: tell);
        }

        var attempt = order.Attempt - order.CountedFrom + 1;
        if (attempt >= attempts)
        {
            return End(change, order, robot, OrderState.Failed, cause, string.Create(CultureInfo.InvariantCulture, $"attempt {attempt} of {attempts} failed: {why}"), tell: tell);
        }

        if (now >= order.Deadline)
        {
            return End(change, order, robot, OrderState.Failed, cause, $"{why}; its deadline has passed", tell: tell);
        }

        if (now >= order.ExpiresAt)
        {
            return End(change, order, robot, OrderState.Failed, cause, $"{why}; it was placed longer ago than the {Durations.Format(order.Expires)} that it may wait", tell: tell);
        }

        Requeue(change, order, robot, cause, why, tell: tell);
        return Without(change, order, robot);
    }

    /// <summary>Sends an order back into the queue of its site, away from the robot that had it.</summary>
    public static void Requeue(FleetChange change, Order order, Robot? robot, string cause, string? why, bool tell, string? by = null, bool anew = false)
    {
        var next = order with
        {
            State = OrderState.Pending,
            Since = change.Now,
            Attempt = order.Attempt + 1,
            CountedFrom = anew ? order.Attempt + 1 : order.CountedFrom,
            Avoided = order.State.IsEnded() ? [] : order.Robot is null ? order.Avoided : [.. order.Avoided.Where(r => r != order.Robot), order.Robot],
            Robot = null,
            AssignedAt = null,
            AcceptedAt = null,
            StartedAt = null,
            EndedAt = null,
            Progress = null,
            SentAt = null,
            Cancel = null,
            Reason = why,
            ExpiresAt = anew ? change.Now + order.Expires : order.ExpiresAt,
        };
        change.Put(order, next, cause, why, by, order.Robot);
        change.Look(order.Site);
        if (tell && order.Robot is not null)
        {
            Cancel(change, order, order.Robot, why);
        }
    }

    /// <summary>Ends an order, and frees its robot.</summary>
    /// <returns>The robot without it.</returns>
    public static Robot? End(
        FleetChange change, Order order, Robot? robot, OrderState state, string cause, string? why = null, string? by = null, bool tell = false, double? progress = null)
    {
        var next = order with
        {
            State = state,
            Since = change.Now,
            EndedAt = change.Now,
            Reason = why,
            Progress = progress ?? order.Progress,
        };
        change.Put(order, next, cause, why, by);
        if (tell && order.State.IsHeld() && order.Robot is not null)
        {
            Cancel(change, order, order.Robot, why);
        }

        return Without(change, order, robot);
    }

    /// <summary>The robot without its order, if it holds it.</summary>
    public static Robot? Without(FleetChange change, Order order, Robot? robot)
    {
        if (robot?.Order != order.Id && robot?.ReportedOrder != order.Id)
        {
            return robot;
        }

        change.Look(robot.Site);
        return robot with
        {
            Order = robot.Order == order.Id ? null : robot.Order,
            OrderSince = robot.Order == order.Id ? change.Now : robot.OrderSince,
            ReportedOrder = robot.ReportedOrder == order.Id ? null : robot.ReportedOrder,
        };
    }

    /// <summary>The command to carry an order out. Its id is the same each time it is sent for one attempt.</summary>
    public static RobotCommand Execute(FleetChange change, Order order) => new(
        string.Create(CultureInfo.InvariantCulture, $"{order.Id}/{order.Attempt}"),
        CommandName.ExecuteOrder,
        change.Now,
        new CommandOrder(order.Id, order.Attempt, order.Site, order.Item, JsonText.Parse(order.Parameters), order.Priority, order.Deadline, order.Position),
        ExpiresAt: (order.AssignedAt ?? change.Now) + change.Configuration.Policy.AcceptTimeout is var end && end > change.Now
            ? end
            : change.Now + change.Configuration.Policy.AcceptTimeout);

    /// <summary>Tells a robot to stop.</summary>
    /// <param name="change">What is decided.</param>
    /// <param name="order">The order that it is to stop.</param>
    /// <param name="robot">The robot.</param>
    /// <param name="why">Why, for people.</param>
    /// <param name="attempt">The attempt that it is at, where it said so; else the last that was given out.</param>
    public static void Cancel(FleetChange change, Order order, string robot, string? why, int? attempt = null)
    {
        // While an order waits, its number is that of the next attempt: a robot must not refuse that one later.
        var number = attempt ?? (order.State == OrderState.Pending ? Math.Max(1, order.Attempt - 1) : order.Attempt);
        change.Send(robot, new RobotCommand(
            string.Create(CultureInfo.InvariantCulture, $"cancel/{order.Id}/{number}"),
            CommandName.CancelOrder,
            change.Now,
            new CommandOrder(order.Id, number),
            why));
    }
}
