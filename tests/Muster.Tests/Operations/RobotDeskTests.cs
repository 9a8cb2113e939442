using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Tests.Cases;

namespace Muster.Tests.Operations;

/// <summary>What a person tells a robot.</summary>
public sealed class RobotDeskTests
{
    private static readonly Actor Anna = new("anna", "cleaning");

    private readonly FleetBench _bench = new(FleetBench.Patient());

    [Theory]
    [InlineData("PAUSE", "PAUSED", "ONLINE")]
    [InlineData("CHARGE", "CHARGING", "ONLINE")]
    [InlineData("RESUME", "ONLINE", "PAUSED")]
    [InlineData("RESUME", "ONLINE", "CHARGING")]
    public async Task Robot_is_told_until_it_does_it_and_history_says_who_and_why(string command, string done, string before)
    {
        await _bench.ReportAsync("r1", before);
        var result = await TellAsync(command);
        Assert.Equal(command, result.Value!.Instruction!.Command);
        Assert.Equal((command, "cleaning"), (_bench.LastTo("r1").GetProperty("command").GetString(), _bench.LastTo("r1").GetProperty("reason").GetString()));
        await _bench.AdvanceAsync(16);
        Assert.Equal(2, _bench.CommandsTo("r1").Count);
        Assert.Single(_bench.IdsTo("r1").Distinct());

        await _bench.ReportAsync("r1", done);
        await _bench.AdvanceAsync(600);

        Assert.Null((await _bench.RobotAsync("r1")).Instruction);
        Assert.Equal(2, _bench.CommandsTo("r1").Count);
        var history = await _bench.HistoryAsync("r1");
        var entry = history.Single(e => e.Cause == RobotEventCause.Operator);
        Assert.Equal(("anna", "cleaning"), (entry.By, entry.Why));
        Assert.Equal(RobotEventCause.Complied, history[^1].Cause);
    }

    [Theory]
    [InlineData("PAUSE", "PAUSED")]
    [InlineData("CHARGE", "CHARGING")]
    [InlineData("RESUME", "ONLINE")]
    public async Task Robot_that_does_it_already_is_told_nothing(string command, string status)
    {
        await _bench.ReportAsync("r1", status);

        var result = await TellAsync(command);

        Assert.True(result.IsRepeat);
        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Same_word_again_is_no_second_command()
    {
        await _bench.ReportAsync("r1");
        await TellAsync("PAUSE");

        Assert.True((await TellAsync("PAUSE")).IsRepeat);

        Assert.Single(_bench.CommandsTo("r1"));
    }

    [Theory]
    [InlineData("PAUSE", "RESUME", "ONLINE")]
    [InlineData("RESUME", "PAUSE", "PAUSED")]
    [InlineData("RESUME", "CHARGE", "CHARGING")]
    public async Task Last_word_reaches_the_robot_though_it_does_not_yet_do_the_first(string first, string last, string status)
    {
        await _bench.ReportAsync("r1", status);
        await TellAsync(first);

        await TellAsync(last);

        Assert.Equal([first, last], _bench.CommandsTo("r1").Select(c => c.GetProperty("command").GetString()));
    }

    [Fact]
    public async Task Robot_that_is_told_something_gets_no_order()
    {
        await _bench.ReportAsync("r1");
        await TellAsync("PAUSE");

        Assert.Equal(OrderState.Pending, (await _bench.PlaceAsync()).State);
    }

    [Fact]
    public async Task Robot_that_is_paused_keeps_its_order()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await TellAsync("PAUSE");
        Assert.Equal("PAUSE", _bench.LastTo("r1").GetProperty("command").GetString());
        await _bench.ReportAsync("r1", "PAUSED");
        await _bench.AdvanceAsync(60);

        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
    }

    [Fact]
    public async Task Robot_that_is_away_is_told_when_it_is_back()
    {
        await _bench.ReportAsync("r1", "OFFLINE");
        await TellAsync("PAUSE");
        await _bench.AdvanceAsync(60);
        Assert.Empty(_bench.CommandsTo("r1"));

        await _bench.ReportAsync("r1");

        Assert.Equal("PAUSE", Assert.Single(_bench.CommandsTo("r1")).GetProperty("command").GetString());
    }

    [Theory]
    [InlineData("PAUSE")]
    [InlineData("RESUME")]
    [InlineData("CHARGE")]
    public async Task Robot_that_nobody_knows_is_not_found(string command)
    {
        var result = await TellAsync(command);

        Assert.Equal(("not-found", "name"), (result.Refusal!.WireCode, result.Refusal.Field));
    }

    private async Task<OperationResult<Robot>> TellAsync(string command) => command switch
    {
        "PAUSE" => await _bench.Robots.PauseAsync("r1", Anna, CancellationToken.None),
        "RESUME" => await _bench.Robots.ResumeAsync("r1", Anna, CancellationToken.None),
        _ => await _bench.Robots.ChargeAsync("r1", Anna, CancellationToken.None),
    };
}
