namespace Muster.Tests.Simulator;

public sealed class SimulatedDeliveryTests
{
    [Fact]
    public void An_order_report_is_repeated_until_it_is_acknowledged_and_less_and_less_often()
    {
        var bench = new RobotOnBench(o => o with { Reject = 1 }) { Acknowledges = false };
        bench.Execute("o1");
        bench.Pass(4);
        Assert.Single(bench.OrderReports);
        bench.Pass(2);
        Assert.Equal(2, bench.OrderReports.Count);
        bench.Pass(8);
        Assert.Equal(2, bench.OrderReports.Count);
        bench.Pass(2);
        Assert.Equal(3, bench.OrderReports.Count);
    }

    [Fact]
    public void An_acknowledged_report_is_not_repeated()
    {
        var bench = new RobotOnBench(o => o with { Reject = 1 });
        bench.Execute("o1");
        bench.Pass(600);
        Assert.Single(bench.OrderReports);
    }

    [Fact]
    public void A_refused_report_is_not_repeated()
    {
        var bench = new RobotOnBench(o => o with { Reject = 1 });
        bench.Robot.Receive("""{"command":"EXECUTE_ORDER","order":{"id":"o1","attempt":1}}"""u8, bench.Now);
        while (bench.Robot.TryTake(out var message))
        {
            bench.Robot.Refused(message, bench.Now);
        }

        bench.Pass(600);
        Assert.Empty(bench.OrderReports);
    }

    [Fact]
    public void After_a_reconnect_unacknowledged_reports_come_again_in_their_order()
    {
        var bench = new RobotOnBench(o => o with { ResendAfter = TimeSpan.FromHours(1) }) { Acknowledges = false };
        bench.Execute("o1");
        bench.Execute("o2");
        bench.Pass(60);
        bench.Sent.Clear();
        bench.Acknowledges = true;
        bench.Robot.Connected(bench.Now);
        Assert.Equal(["o1 ACCEPTED", "o2 REJECTED", "o1 IN_PROGRESS", "o1 COMPLETED"], bench.OrderReports);
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        bench.Sent.Clear();
        bench.Robot.Connected(bench.Now);
        Assert.Empty(bench.OrderReports);
    }

    [Fact]
    public void While_nobody_takes_its_messages_only_the_latest_status_report_waits()
    {
        var bench = new RobotOnBench();
        for (var second = 1; second <= 600; second++)
        {
            bench.Robot.Tick(bench.Now.AddSeconds(second));
        }

        Assert.Equal("2026-01-31T12:10", ((string?)bench.Status["at"])![..16]);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public void The_same_seed_gives_the_same_messages()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
    }

    private static string Run(int seed)
    {
        var bench = new RobotOnBench(o => o with { Reject = 0.2, Fail = 0.2, Crash = 0.2 }, seed);
        for (var i = 0; i < 20; i++)
        {
            bench.Execute($"o{i}");
            bench.Pass(20);
        }

        return bench.Log();
    }
}
