using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using static Muster.Tests.Orders.TestOrders;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Orders;

/// <summary>What the state of an order and its robot asks for, one rule each.</summary>
public sealed class OrderCareTests
{
    [Theory]
    [InlineData(4.999, 0)]
    [InlineData(5, 1)]
    [InlineData(14.999, 1)]
    public void Order_that_is_not_accepted_is_sent_again(double seconds, int sendings)
    {
        var change = Change(seconds);

        OrderCare.Look(change, Assigned(), Holder(Assigned()));

        Assert.Equal(sendings, change.Messages.Count);
        Assert.All(Sent(change), c => Assert.Equal($"r1 {Assigned().Id}/1", c));
        Assert.All(change.ToCommit().Orders, p => Assert.True(p.IsSilent));
    }

    [Fact]
    public void Order_that_is_not_accepted_in_time_is_taken_back()
    {
        var change = Change(15);

        var robot = OrderCare.Look(change, Assigned(), Holder(Assigned()));

        var (order, entry) = Written(change);
        Assert.Equal((OrderState.Pending, OrderEventCause.NotAccepted, "r1 did not accept it within 15s"), (order.State, entry!.Cause, entry.Why));
        Assert.Null(robot!.Order);
        Assert.Equal([$"r1 cancel/{Assigned().Id}/1"], Sent(change));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Order_that_was_accepted_or_begun_is_left_alone(bool isRunning)
    {
        var change = Change(20);
        var order = isRunning ? Running() : Assigned() with { AcceptedAt = Noon };

        OrderCare.Look(change, order, Holder(order));

        Assert.Empty(change.Messages);
        Assert.All(change.ToCommit().Orders, p => Assert.Equal(order.State, p.Order.State));
    }

    [Theory]
    [InlineData(RobotStatus.Offline, 14.999, false)]
    [InlineData(RobotStatus.Offline, 15, true)]
    [InlineData(RobotStatus.Fault, 0, true)]
    [InlineData(RobotStatus.Paused, 1000, false)]
    [InlineData(RobotStatus.Charging, 1000, false)]
    public void Order_is_taken_from_a_robot_that_is_gone_after_the_grace_and_from_one_in_trouble_at_once(RobotStatus status, double seconds, bool isTaken)
    {
        var change = Change(seconds);

        OrderCare.Look(change, Running(), Holder(Running()) with { Status = status, StatusSince = Noon });

        var isPending = change.ToCommit().Orders is [{ Order.State: OrderState.Pending }];
        Assert.Equal(isTaken, isPending);
    }

    [Fact]
    public void Robot_that_was_silent_for_the_heartbeat_has_no_grace()
    {
        var change = Change(90);

        OrderCare.Look(change, Running(), Holder(Running()) with { Status = RobotStatus.Offline, StatusSince = Noon.AddSeconds(90) });

        Assert.Equal(OrderEventCause.RobotOffline, Written(change).Event!.Cause);
    }

    [Theory]
    [InlineData(1799, false)]
    [InlineData(1800, true)]
    public void Order_that_takes_longer_than_its_item_may_is_taken_back(double seconds, bool isTaken)
    {
        var change = Change(seconds);

        OrderCare.Look(change, Running() with { Alerts = [new("ORDER_OVERDUE", "x")] }, Holder(Running()) with { LastSeen = Noon.AddSeconds(seconds) });

        Assert.Equal(isTaken, change.ToCommit().Orders is [{ Event.Cause: OrderEventCause.TookTooLong }]);
        Assert.Equal(isTaken, Sent(change).Count == 1);
    }

    [Fact]
    public void Its_item_says_how_long_it_may_take()
    {
        var items = new Dictionary<string, ItemSettings> { ["latte"] = new() { MaxDuration = TimeSpan.FromMinutes(1) } };
        var change = Change(60, FleetConfiguration.Default with { Items = items });

        OrderCare.Look(change, Running(), Holder(Running()));

        Assert.Equal("r1 took longer than 1m", Written(change).Event!.Why);
    }

    [Theory]
    [InlineData(1799, OrderState.Pending)]
    [InlineData(1800, OrderState.Failed)]
    public void Order_that_waits_longer_than_it_may_fails(double seconds, OrderState state)
    {
        var change = Change(seconds);

        OrderCare.Look(change, Waiting(), null);

        Assert.Equal(state, Written(change).Order.State);
        if (state == OrderState.Failed)
        {
            Assert.Equal((OrderEventCause.Expired, "it waited longer than 30m for a robot"), (Written(change).Event!.Cause, Written(change).Order.Reason));
        }
    }

    [Fact]
    public void Order_that_waits_at_its_deadline_fails()
    {
        var change = Change(60);

        OrderCare.Look(change, Waiting() with { Deadline = Noon.AddSeconds(60) }, null);

        Assert.Equal((OrderState.Failed, OrderEventCause.DeadlinePassed), (Written(change).Order.State, Written(change).Event!.Cause));
    }

    [Fact]
    public void Order_that_runs_at_its_deadline_stays_and_raises_an_alert()
    {
        var change = Change(60);

        OrderCare.Look(change, Running() with { Deadline = Noon.AddSeconds(60) }, Holder(Running()));

        Assert.Equal(OrderState.InProgress, Written(change).Order.State);
        Assert.Equal("ORDER_OVERDUE", Assert.Single(change.ToCommit().Alerts).Alert.Kind);
    }

    [Fact]
    public void Order_whose_robot_does_not_hold_it_is_taken_back()
    {
        var change = Change();

        OrderCare.Look(change, Running(), Holder(Running()) with { Order = null });

        Assert.Equal(OrderState.Pending, Written(change).Order.State);
    }

    [Theory]
    [InlineData(OrderState.Completed)]
    [InlineData(OrderState.Failed)]
    [InlineData(OrderState.Canceled)]
    public void Nothing_happens_to_an_order_that_has_ended(OrderState state)
    {
        var change = Change(1e6);

        OrderCare.Look(change, Running() with { State = state }, null);

        Assert.True(change.IsEmpty);
    }

    [Fact]
    public void Nothing_is_written_when_nothing_is_due()
    {
        var change = Change(1);
        var order = Running() with { Due = OrderDue.Of(Running(), FleetConfiguration.Default) };

        OrderCare.Look(change, order, Holder(order));

        Assert.True(change.IsEmpty);
    }

    [Fact]
    public void Command_carries_what_the_customer_gave()
    {
        var change = Change(5);
        var order = Assigned() with { Parameters = """{"size":"large"}""", Priority = 7, Deadline = Noon.AddHours(1), Position = new Position(1, 2) };

        OrderCare.Look(change, order, Holder(order));

        var sent = System.Text.Json.JsonDocument.Parse(Assert.Single(change.Messages).Payload).RootElement.GetProperty("order");
        Assert.Equal("large", sent.GetProperty("parameters").GetProperty("size").GetString());
        Assert.Equal(("kitchen", "latte", 7, 1), (sent.GetProperty("site").GetString(), sent.GetProperty("item").GetString(), sent.GetProperty("priority").GetInt32(), sent.GetProperty("attempt").GetInt32()));
        Assert.Equal(order.Deadline, sent.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal(2, sent.GetProperty("position").GetProperty("y").GetDouble());
    }
}
