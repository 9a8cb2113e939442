namespace Muster.Tests.Simulator;

public sealed class SimulatedCancellationTests
{
    [Fact]
    public void A_canceled_order_is_stopped_and_the_robot_is_free()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Cancel("o1");
        Assert.Equal(["o1 ACCEPTED", "o1 CANCELED"], bench.OrderReports);
        Assert.Null(bench.Robot.Order);
        bench.Pass(60);
        Assert.Empty(bench.Robot.Executions);
    }

    [Fact]
    public void A_cancellation_after_completion_is_answered_with_COMPLETED()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Pass(60);
        bench.Cancel("o1");
        Assert.Equal("o1 COMPLETED", bench.OrderReports[^1]);
    }

    [Fact]
    public void A_cancellation_that_overtakes_its_order_keeps_it_from_starting()
    {
        var bench = new RobotOnBench();
        bench.Cancel("o1");
        bench.Execute("o1");
        Assert.Equal(["o1 CANCELED", "o1 CANCELED"], bench.OrderReports);
        Assert.Null(bench.Robot.Order);
    }

    [Fact]
    public void A_late_cancellation_of_an_earlier_attempt_leaves_the_present_one_alone()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1", attempt: 2);
        bench.Cancel("o1", attempt: 1);
        Assert.Equal("o1", bench.Robot.Order);
        Assert.Equal(1, (int)bench.LastOrderReport["attempt"]!);
    }

    [Fact]
    public void A_cancellation_of_a_failed_attempt_is_answered_with_FAILED()
    {
        var bench = new RobotOnBench(o => o with { Fail = 1 });
        bench.Execute("o1");
        bench.Pass(60);
        bench.Cancel("o1");
        Assert.Equal("o1 FAILED", bench.OrderReports[^1]);
    }
}
