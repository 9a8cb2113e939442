using Muster.Fleet.Orders;
using static Muster.Tests.Orders.TestOrders;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Orders;

/// <summary>What becomes of an order that its robot did not finish.</summary>
public sealed class TakeBackTests
{
    [Fact]
    public void Order_goes_back_into_the_queue_away_from_its_robot()
    {
        var change = Change(30);

        var robot = OrderMoves.TakeBack(change, Running() with { Progress = 40 }, Holder(Running()), OrderEventCause.Report, "out of milk", tell: false);

        var (order, entry) = Written(change);
        Assert.Equal((OrderState.Pending, 2, Noon.AddSeconds(30), "out of milk"), (order.State, order.Attempt, order.Since, order.Reason));
        Assert.Equal(["r1"], order.Avoided);
        Assert.Equal((null, null, null, null, null, null), (order.Robot, order.AssignedAt, order.AcceptedAt, order.StartedAt, order.SentAt, order.Progress));
        Assert.Equal(("IN_PROGRESS", "PENDING", 1, "r1", "out of milk"), (entry!.From, entry.To, entry.Attempt, entry.Robot, entry.Why));
        Assert.Equal((null, Noon.AddSeconds(30)), (robot!.Order, robot.OrderSince));
        Assert.Equal(["kitchen"], change.Freed);
    }

    [Fact]
    public void Its_place_in_the_queue_and_its_limit_stay()
    {
        var change = Change(30);

        OrderMoves.TakeBack(change, Running(), Holder(Running()), OrderEventCause.Report, "out of milk", tell: false);

        var (order, _) = Written(change);
        Assert.Equal((Running().Rank, Running().ExpiresAt, Running().PlacedAt), (order.Rank, order.ExpiresAt, order.PlacedAt));
    }

    [Fact]
    public void Last_attempt_fails_the_order()
    {
        var change = Change();
        var last = Running() with { Attempt = 3 };

        OrderMoves.TakeBack(change, last, Holder(last), OrderEventCause.Report, "out of milk", tell: false);

        var (order, _) = Written(change);
        Assert.Equal((OrderState.Failed, "attempt 3 of 3 failed: out of milk", "r1", Noon), (order.State, order.Reason, order.Robot, order.EndedAt));
        Assert.Single(change.ToCommit().Alerts);
    }

    [Fact]
    public void Attempts_count_anew_after_a_person_sent_the_order_back()
    {
        var change = Change();
        var again = Running() with { Attempt = 5, CountedFrom = 4 };

        OrderMoves.TakeBack(change, again, Holder(again), OrderEventCause.Report, "out of milk", tell: false);

        Assert.Equal((OrderState.Pending, 6), (Written(change).Order.State, Written(change).Order.Attempt));
    }

    [Fact]
    public void Order_whose_deadline_has_passed_is_not_tried_again()
    {
        var change = Change(60);
        var late = Running() with { Deadline = Noon.AddSeconds(60) };

        OrderMoves.TakeBack(change, late, Holder(late), OrderEventCause.Report, "out of milk", tell: false);

        Assert.Equal((OrderState.Failed, "out of milk; its deadline has passed"), (Written(change).Order.State, Written(change).Order.Reason));
    }

    [Fact]
    public void Order_that_was_called_off_is_not_tried_again()
    {
        var change = Change();
        var canceled = Running() with { Cancel = new CancelRequest(Noon) };

        OrderMoves.TakeBack(change, canceled, Holder(canceled), OrderEventCause.RobotFault, "r1 reports a fault", tell: true);

        Assert.Equal(OrderState.Canceled, Written(change).Order.State);
        Assert.Empty(change.ToCommit().Alerts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Robot_is_told_to_stop_where_it_may_still_be_at_it(bool tell)
    {
        var change = Change();

        OrderMoves.TakeBack(change, Running(), Holder(Running()), OrderEventCause.TookTooLong, "too long", tell);

        Assert.Equal(tell ? new[] { $"r1 cancel/{Running().Id}/1" } : [], Sent(change));
    }

    [Fact]
    public void Robot_that_had_it_before_is_the_last_that_had_it()
    {
        var change = Change();
        var order = Running() with { Avoided = ["r1", "r2"], Attempt = 2 };

        OrderMoves.TakeBack(change, order, Holder(order), OrderEventCause.Report, "out of milk", tell: false);

        Assert.Equal(["r2", "r1"], Written(change).Order.Avoided);
    }

    [Fact]
    public void Order_of_a_robot_that_is_no_more_goes_back_too()
    {
        var change = Change();

        Assert.Null(OrderMoves.TakeBack(change, Running(), null, OrderEventCause.RobotRetired, "gone", tell: true));

        Assert.Equal(OrderState.Pending, Written(change).Order.State);
        Assert.Equal(["kitchen"], change.Freed);
    }
}
