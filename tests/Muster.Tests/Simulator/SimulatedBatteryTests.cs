namespace Muster.Tests.Simulator;

public sealed class SimulatedBatteryTests
{
    [Fact]
    public void The_battery_falls_with_time_and_faster_with_work()
    {
        var idle = new RobotOnBench();
        idle.Pass(100);
        Assert.Equal(99, (double)idle.Status["battery"]!, 0.2);
        var busy = new RobotOnBench(o => o with { WorkTime = TimeSpan.FromHours(1) });
        busy.Execute("o1");
        busy.Pass(100);
        Assert.Equal(95, (double)busy.Status["battery"]!, 0.2);
    }

    [Fact]
    public void CHARGE_sends_it_to_the_charger_and_a_full_battery_brings_it_back_ONLINE()
    {
        var bench = new RobotOnBench(o => o with { BatteryAtStart = 50, Start = new(10, 10) });
        bench.Say("CHARGE");
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        bench.PassUntil(() => (string?)bench.Status["status"] == "CHARGING", "CHARGING");
        Assert.Equal(0, (double)bench.Status["position"]!["x"]!);
        bench.Pass(20);
        Assert.InRange((double)bench.Status["battery"]!, 60, 75);
        bench.Pass(60);
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        Assert.InRange((double)bench.Status["battery"]!, 98, 100);
    }

    [Fact]
    public void CHARGE_again_changes_nothing()
    {
        var bench = new RobotOnBench(o => o with { BatteryAtStart = 50 });
        bench.Say("CHARGE");
        var due = bench.Robot.NextTick;
        bench.Say("CHARGE");
        Assert.Equal(due, bench.Robot.NextTick);
        bench.PassUntil(() => (string?)bench.Status["status"] == "CHARGING", "CHARGING");
        bench.Say("CHARGE");
        bench.Pass(70);
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
    }

    [Fact]
    public void CHARGE_while_it_works_waits_until_the_order_is_done()
    {
        var bench = new RobotOnBench(o => o with { BatteryAtStart = 50 });
        bench.Execute("o1");
        bench.Say("CHARGE");
        Assert.Equal("o1", bench.Robot.Order);
        bench.PassUntil(() => bench.OrderReports[^1] == "o1 COMPLETED", "COMPLETED");
        bench.PassUntil(() => (string?)bench.Status["status"] == "CHARGING", "CHARGING");
    }

    [Fact]
    public void A_charging_robot_takes_an_order_and_leaves_the_charger()
    {
        var bench = new RobotOnBench(o => o with { BatteryAtStart = 50 });
        bench.Say("CHARGE");
        bench.PassUntil(() => (string?)bench.Status["status"] == "CHARGING", "CHARGING");
        bench.Execute("o1");
        Assert.Equal("o1 ACCEPTED", bench.OrderReports[^1]);
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        Assert.Equal("o1", (string?)bench.Status["order"]);
    }

    [Fact]
    public void With_an_all_but_empty_battery_it_takes_no_order_and_charges_without_being_told()
    {
        var bench = new RobotOnBench(o => o with { BatteryAtStart = 4 });
        bench.Execute("o1");
        Assert.Equal("o1 REJECTED", bench.OrderReports[^1]);
        bench.PassUntil(() => (string?)bench.Status["status"] == "CHARGING", "CHARGING");
    }

    [Fact]
    public void PAUSE_holds_the_order_up_and_RESUME_goes_on_with_it()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Pass(2);
        bench.Say("PAUSE");
        Assert.Equal("PAUSED", (string?)bench.Status["status"]);
        Assert.Equal("o1", (string?)bench.Status["order"]);
        var position = bench.Robot.Position;
        bench.Pass(600);
        Assert.Equal(position, bench.Robot.Position);
        Assert.DoesNotContain("o1 COMPLETED", bench.OrderReports);
        bench.Say("RESUME");
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
        bench.Pass(60);
        Assert.Equal("o1 COMPLETED", bench.OrderReports[^1]);
        Assert.Equal([25, 50, 75], bench.Sent.Where(m => (string?)m.Body["state"] == "IN_PROGRESS").Select(m => (int)m.Body["progress"]!));
    }

    [Fact]
    public void A_paused_robot_takes_no_order()
    {
        var bench = new RobotOnBench();
        bench.Say("PAUSE");
        bench.Execute("o1");
        Assert.Equal("paused", (string?)bench.LastOrderReport["reason"]);
    }

    [Fact]
    public void RESUME_calls_it_from_the_charger()
    {
        var bench = new RobotOnBench(o => o with { BatteryAtStart = 50 });
        bench.Say("CHARGE");
        bench.PassUntil(() => (string?)bench.Status["status"] == "CHARGING", "CHARGING");
        bench.Say("RESUME");
        Assert.Equal("ONLINE", (string?)bench.Status["status"]);
    }
}
