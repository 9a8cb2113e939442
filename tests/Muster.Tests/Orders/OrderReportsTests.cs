using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using static Muster.Tests.Orders.TestOrders;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Orders;

/// <summary>What a robot's report on an order does.</summary>
public sealed class OrderReportsTests
{
    [Theory]
    [InlineData(OrderReportState.Accepted, OrderState.Assigned)]
    [InlineData(OrderReportState.InProgress, OrderState.InProgress)]
    [InlineData(OrderReportState.Completed, OrderState.Completed)]
    [InlineData(OrderReportState.Failed, OrderState.Pending)]
    [InlineData(OrderReportState.Rejected, OrderState.Pending)]
    [InlineData(OrderReportState.Canceled, OrderState.Pending)]
    public void Report_of_the_holder_moves_the_order(OrderReportState said, OrderState state)
    {
        var change = Change(1);

        Assert.Equal(FunctionOutcome.Accepted, Decide(change, Assigned(), said));

        var (order, entry) = Written(change);
        Assert.Equal(state, order.State);
        Assert.Equal(OrderEventCause.Report, entry!.Cause);
        Assert.Equal(state.IsHeld(), Assert.Single(RobotsOf(change, state)).Order is not null);
    }

    [Fact]
    public void Acceptance_and_start_are_noted_with_their_time()
    {
        var accepted = Change(1);
        Decide(accepted, Assigned(), OrderReportState.Accepted);
        Assert.Equal((Noon.AddSeconds(1), null), (Written(accepted).Order.AcceptedAt, Written(accepted).Order.StartedAt));

        var begun = Change(2);
        Decide(begun, Assigned(), OrderReportState.InProgress);
        Assert.Equal((Noon.AddSeconds(2), Noon.AddSeconds(2)), (Written(begun).Order.AcceptedAt, Written(begun).Order.StartedAt));
    }

    [Fact]
    public void Progress_is_shown_and_not_kept_in_history()
    {
        var change = Change(1);

        Decide(change, Running(), OrderReportState.InProgress, progress: 40.7);

        Assert.Equal((40, null), (Written(change).Order.Progress, Written(change).Event));
        Assert.False(Assert.Single(change.ToCommit().Orders).IsSilent);
    }

    [Theory]
    [InlineData(OrderReportState.Accepted)]
    [InlineData(OrderReportState.InProgress)]
    public void Same_report_again_does_nothing(OrderReportState said)
    {
        var change = Change(1);

        Assert.Equal(FunctionOutcome.Stale, Decide(change, Running() with { Progress = 40 }, said, progress: said == OrderReportState.InProgress ? 40 : null));

        Assert.True(change.IsEmpty);
    }

    [Fact]
    public void Acceptance_after_the_start_does_not_turn_the_order_back()
    {
        var change = Change(1);

        Decide(change, Running(), OrderReportState.Accepted);

        Assert.True(change.IsEmpty);
    }

    [Fact]
    public void What_was_finished_in_an_earlier_attempt_is_done()
    {
        var change = Change(1);

        Assert.Equal(FunctionOutcome.Accepted, Decide(change, Assigned() with { Attempt = 2 }, OrderReportState.Completed, attempt: 1));

        Assert.Equal(OrderState.Completed, Assert.Single(change.ToCommit().Orders).Order.State);
    }

    [Theory]
    [InlineData(OrderReportState.Failed)]
    [InlineData(OrderReportState.InProgress)]
    [InlineData(OrderReportState.Rejected)]
    public void Report_on_an_earlier_attempt_does_nothing_to_this_one(OrderReportState said)
    {
        var change = Change(1);
        var second = Assigned() with { Attempt = 2 };

        Assert.Equal(FunctionOutcome.Stale, Decide(change, second, said, attempt: 1));

        Assert.True(change.IsEmpty);
    }

    [Theory]
    [InlineData(OrderReportState.Accepted)]
    [InlineData(OrderReportState.InProgress)]
    [InlineData(OrderReportState.Completed)]
    [InlineData(OrderReportState.Failed)]
    [InlineData(OrderReportState.Rejected)]
    [InlineData(OrderReportState.Canceled)]
    public void Report_of_a_robot_that_never_had_it_is_refused(OrderReportState said)
    {
        var change = Change(1);

        var outcome = OrderReports.Decide(change, Assigned(), Bare("r9"), new OrderReport("r9", Assigned().Id, said, Noon));

        Assert.Equal((RefusalCode.NotHolder, $"r9 does not hold the order {Assigned().Id}: r1 holds it"), (outcome.Refusal!.Code, outcome.Refusal.Reason));
        Assert.Empty(change.ToCommit().Orders);
        Assert.Equal(said is OrderReportState.Accepted or OrderReportState.InProgress ? new[] { $"r9 cancel/{Assigned().Id}/1" } : [], Sent(change));
    }

    [Fact]
    public void Order_that_the_last_robot_finished_after_all_is_done()
    {
        var change = Change(20);
        var waiting = Waiting() with { Attempt = 2, Avoided = ["r9", "r1"] };

        var outcome = OrderReports.Decide(change, waiting, Bare(), new OrderReport("r1", waiting.Id, OrderReportState.Completed, Noon, Attempt: 1));

        Assert.Equal(FunctionOutcome.Accepted, outcome);
        var (order, entry) = Written(change);
        Assert.Equal((OrderState.Completed, "r1", 100, "r1 had finished it already"), (order.State, order.Robot, order.Progress, entry!.Why));
    }

    [Theory]
    [InlineData("r9", 1, OrderState.Pending)]
    [InlineData("r1", 2, OrderState.Pending)]
    [InlineData("r1", 1, OrderState.Assigned)]
    [InlineData("r1", 1, OrderState.Canceled)]
    public void Late_completion_counts_only_from_the_last_robot_while_nobody_else_has_it(string robot, int attempt, OrderState state)
    {
        var change = Change(20);
        var order = Waiting() with { State = state, Robot = state == OrderState.Pending ? null : "r2", Attempt = 2, Avoided = ["r9", "r1"] };

        var outcome = OrderReports.Decide(change, order, Bare(robot), new OrderReport(robot, order.Id, OrderReportState.Completed, Noon, Attempt: attempt));

        Assert.NotEqual(FunctionOutcome.Accepted, outcome);
        Assert.Empty(change.ToCommit().Orders);
    }

    [Theory]
    [InlineData(OrderReportState.Failed)]
    [InlineData(OrderReportState.Rejected)]
    [InlineData(OrderReportState.Canceled)]
    public void Robot_that_had_it_may_say_that_it_stopped(OrderReportState said)
    {
        var change = Change(20);
        var waiting = Waiting() with { Attempt = 2, Avoided = ["r1"] };

        Assert.Equal(FunctionOutcome.Stale, OrderReports.Decide(change, waiting, Bare(), new OrderReport("r1", waiting.Id, said, Noon)));

        Assert.True(change.IsEmpty);
    }

    [Fact]
    public void Failure_says_the_robots_reason()
    {
        var change = Change(1);

        Decide(change, Running(), OrderReportState.Failed, reason: "out of milk");

        Assert.Equal("r1: out of milk", Written(change).Order.Reason);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(31, true)]
    public void Report_is_a_sign_of_life_that_is_written_now_and_then(double seconds, bool isWritten)
    {
        var change = Change(seconds);

        Decide(change, Running() with { Progress = 40 }, OrderReportState.InProgress, progress: 40);

        Assert.Equal(isWritten, change.ToCommit().Robots.Count == 1);
    }

    private static FunctionOutcome Decide(Muster.Fleet.Changes.FleetChange change, Order order, OrderReportState said, double? progress = null, string? reason = null, int? attempt = null)
    {
        var robot = Holder(order);
        return OrderReports.Decide(change, order, robot with { Due = RobotDue.Of(robot, change.Configuration, change.Now) }, new OrderReport("r1", order.Id, said, Noon, progress, reason, attempt));
    }

    private static IEnumerable<Robot> RobotsOf(Muster.Fleet.Changes.FleetChange change, OrderState state) =>
        state.IsHeld() ? [Holder(Assigned())] : change.ToCommit().Robots.Select(p => p.Robot);
}
