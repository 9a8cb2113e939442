namespace Muster.Tests.Simulator;

public sealed class SimulatedOrderTests
{
    [Fact]
    public void An_order_is_accepted_at_once_and_completed_in_the_end()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        Assert.Equal(["o1 ACCEPTED"], bench.OrderReports);
        Assert.Equal("o1", bench.Robot.Order);
        bench.Pass(60);
        Assert.Equal(["o1 ACCEPTED", "o1 IN_PROGRESS", "o1 IN_PROGRESS", "o1 IN_PROGRESS", "o1 COMPLETED"], bench.OrderReports);
        Assert.Null(bench.Robot.Order);
        Assert.Equal(1, bench.Robot.Executions["o1"]);
        Assert.Equal(["o1"], bench.Robot.CompletedOrders);
    }

    [Fact]
    public void Progress_rises_and_names_the_attempt()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1", attempt: 3);
        bench.Pass(60);
        Assert.Equal([25, 50, 75], bench.Sent.Where(m => (string?)m.Body["state"] == "IN_PROGRESS").Select(m => (int)m.Body["progress"]!));
        Assert.All(bench.Sent.Where(m => m.Body["state"] is not null), m => Assert.Equal(3, (int)m.Body["attempt"]!));
    }

    [Fact]
    public void A_busy_robot_rejects_another_order_and_says_with_what_it_is_busy()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Execute("o2");
        Assert.Equal(["o1 ACCEPTED", "o2 REJECTED"], bench.OrderReports);
        Assert.Equal("busy with order o1", (string?)bench.LastOrderReport["reason"]);
    }

    [Fact]
    public void A_rejected_attempt_stays_rejected_when_its_command_comes_again()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Execute("o2");
        bench.Pass(60);
        bench.Execute("o2");
        Assert.Equal("o2 REJECTED", bench.OrderReports[^1]);
        bench.Execute("o2", attempt: 2);
        Assert.Equal("o2 ACCEPTED", bench.OrderReports[^1]);
    }

    [Fact]
    public void The_same_command_again_while_it_works_brings_the_present_state_again()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Execute("o1");
        Assert.Equal(["o1 ACCEPTED", "o1 ACCEPTED"], bench.OrderReports);
        bench.PassUntil(() => bench.OrderReports[^1] == "o1 IN_PROGRESS", "progress");
        bench.Execute("o1");
        Assert.Equal(["o1 IN_PROGRESS", "o1 IN_PROGRESS"], bench.OrderReports.TakeLast(2));
    }

    [Fact]
    public void The_same_command_again_after_completion_does_not_do_it_twice()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1");
        bench.Pass(60);
        bench.Execute("o1", attempt: 2);
        bench.Pass(60);
        Assert.Equal(["o1 COMPLETED", "o1 COMPLETED"], bench.OrderReports.TakeLast(2));
        Assert.Equal(2, (int)bench.LastOrderReport["attempt"]!);
        Assert.Equal(1, bench.Robot.Executions["o1"]);
    }

    [Fact]
    public void A_later_attempt_of_the_order_that_it_holds_goes_on_under_the_new_number()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1", attempt: 1);
        bench.Execute("o1", attempt: 2);
        Assert.Equal(2, (int)bench.LastOrderReport["attempt"]!);
        bench.Execute("o1", attempt: 1);
        Assert.Equal(2, (int)bench.LastOrderReport["attempt"]!);
        bench.Pass(60);
        Assert.Equal(1, bench.Robot.Executions["o1"]);
    }

    [Fact]
    public void An_expired_command_is_not_begun()
    {
        var bench = new RobotOnBench();
        bench.Execute("o1", more: ""","expiresAt":"2026-01-31T12:00:00.000Z" """);
        Assert.Empty(bench.OrderReports);
        Assert.Null(bench.Robot.Order);
        Assert.Equal(1, bench.Robot.Counts.Ignored);
        bench.Execute("o1", more: ""","expiresAt":"2026-01-31T12:00:01.000Z" """);
        Assert.Equal("o1", bench.Robot.Order);
    }

    [Fact]
    public void A_robot_that_always_fails_reports_FAILED_with_a_reason_and_is_free_again()
    {
        var bench = new RobotOnBench(o => o with { Fail = 1 });
        bench.Execute("o1");
        bench.Pass(60);
        Assert.Equal("o1 FAILED", bench.OrderReports[^1]);
        Assert.NotNull((string?)bench.LastOrderReport["reason"]);
        Assert.Null(bench.Robot.Order);
        Assert.Empty(bench.Robot.Executions);
        bench.Execute("o1");
        Assert.Equal("o1 FAILED", bench.OrderReports[^1]);
        Assert.Null(bench.Robot.Order);
    }

    [Fact]
    public void A_robot_that_always_rejects_rejects_with_a_reason()
    {
        var bench = new RobotOnBench(o => o with { Reject = 1 });
        bench.Execute("o1");
        Assert.Equal(["o1 REJECTED"], bench.OrderReports);
        Assert.NotNull((string?)bench.LastOrderReport["reason"]);
        Assert.Equal(1, bench.Robot.Counts.Rejected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[1,2]")]
    [InlineData("""{"command":7}""")]
    [InlineData("""{"command":"DANCE"}""")]
    [InlineData("""{"command":"EXECUTE_ORDER"}""")]
    [InlineData("""{"command":"EXECUTE_ORDER","order":{"id":"a/b"}}""")]
    [InlineData("""{"command":"EXECUTE_ORDER","order":"o1"}""")]
    public void What_is_no_command_is_counted_and_left_alone(string payload)
    {
        var bench = new RobotOnBench();
        bench.Command(payload);
        Assert.Empty(bench.OrderReports);
        Assert.Equal(1, bench.Robot.Counts.Ignored);
    }

    [Fact]
    public void It_travels_in_a_straight_line_to_where_the_order_is()
    {
        var bench = new RobotOnBench(o => o with { TravelTime = TimeSpan.FromSeconds(10) });
        bench.Execute("o1", orderMore: ""","position":{"x":30,"y":60}""");
        bench.Pass(2);
        var (x, y) = ((double)bench.Status["position"]!["x"]!, (double)bench.Status["position"]!["y"]!);
        Assert.InRange(x, 0.1, 29);
        Assert.Equal(2 * x, y, 1);
        bench.Pass(60);
        Assert.Equal((30, 60), ((double)bench.Status["position"]!["x"]!, (double)bench.Status["position"]!["y"]!));
    }
}
