namespace Muster.Tests.Simulator;

public sealed class SimulatedCrashTests
{
    [Fact]
    public void A_crash_says_nothing_and_forgets_the_order()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Sent.Clear();
        bench.Crash();
        bench.Pass(60);
        Assert.Empty(bench.Sent);
        Assert.False(bench.Robot.IsRunning);
        Assert.Null(bench.Robot.Order);
        bench.Execute("o2");
        Assert.Empty(bench.Sent);
        bench.Restart();
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        Assert.Null((string?)bench.Status["order"]);
        Assert.Empty(bench.OrderReports);
    }

    [Fact]
    public void A_crash_forgets_reports_that_were_not_acknowledged_but_not_what_was_completed()
    {
        var bench = new RobotOnBench { Acknowledges = false };
        bench.Execute("o1");
        bench.Pass(60);
        bench.Crash();
        bench.Sent.Clear();
        bench.Restart();
        Assert.Equal(["o1 COMPLETED"], bench.OrderReports);
        bench.Execute("o1", attempt: 2);
        bench.Pass(60);
        Assert.Equal(1, bench.Robot.Executions["o1"]);
        Assert.DoesNotContain("o1 ACCEPTED", bench.OrderReports);
    }

    [Fact]
    public void An_order_that_a_crash_cut_short_can_be_carried_out_afterwards_once()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Pass(3);
        bench.Crash();
        bench.Restart();
        bench.Execute("o1", attempt: 1);
        bench.Pass(60);
        Assert.Equal("o1 COMPLETED", bench.OrderReports[^1]);
        Assert.Equal(1, bench.Robot.Executions["o1"]);
    }

    [Fact]
    public void An_order_is_in_the_journal_before_anybody_hears_of_its_completion()
    {
        List<string> journal = [];
        RobotOnBench? bench = null;
        bench = new RobotOnBench(append: order =>
        {
            Assert.DoesNotContain($"{order} COMPLETED", bench!.OrderReports);
            journal.Add(order);
        });
        bench.Execute("o1");
        bench.Pass(60);
        Assert.Equal(["o1"], journal);
        Assert.Contains("o1 COMPLETED", bench.OrderReports);
    }

    [Fact]
    public void A_journal_from_an_earlier_life_keeps_orders_from_being_done_again()
    {
        var bench = new RobotOnBench(completed: ["o1", "o2"]);
        Assert.Equal(["o2 COMPLETED"], bench.OrderReports);
        bench.Execute("o1");
        bench.Pass(60);
        Assert.Equal(["o2 COMPLETED", "o1 COMPLETED"], bench.OrderReports);
        Assert.Empty(bench.Robot.Executions);
    }

    [Fact]
    public void A_robot_that_crashes_by_itself_comes_back_by_itself()
    {
        var bench = new RobotOnBench(o => o with { Crash = 1 });
        bench.Execute("o1");
        bench.PassUntil(() => !bench.Robot.IsRunning, "the crash");
        Assert.Equal(1, bench.Robot.Counts.Crashes);
        bench.PassUntil(() => bench.Robot.IsRunning, "its return");
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        Assert.Empty(bench.Robot.CompletedOrders);
    }

    [Fact]
    public void A_robot_that_is_stopped_says_OFFLINE_last()
    {
        var bench = new RobotOnBench();
        bench.Robot.Stop(bench.Now);
        Assert.Equal("OFFLINE", (string?)bench.Status["status"]);
        bench.Pass(600);
        Assert.Equal("OFFLINE", (string?)bench.Status["status"]);
    }
}
