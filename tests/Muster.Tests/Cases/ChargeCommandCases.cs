using Muster.Fleet.Messages;

namespace Muster.Tests.Cases;

/// <summary>"The same charge command piles up."</summary>
public sealed class ChargeCommandCases
{
    private readonly FleetBench _bench = new(FleetBench.Patient());

    [Fact]
    public async Task Charge_command_has_one_id_however_often_it_is_sent()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");
        await _bench.AdvanceAsync(600);

        Assert.Single(_bench.IdsTo("r1").Distinct());
        Assert.All(_bench.CommandsTo("r1"), c => Assert.Equal("CHARGE", c.GetProperty("command").GetString()));
    }

    [Fact]
    public async Task Charge_command_is_sent_again_ever_more_seldom()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");
        await _bench.AdvanceAsync(1200);

        // After 15, 30, 60, 120, 240 and then each 300 seconds.
        var sent = _bench.CommandsTo("r1").Select(c => c.GetProperty("sentAt").GetDateTimeOffset()).ToList();
        Assert.Equal([15, 30, 60, 120, 240, 300, 300], sent.Zip(sent.Skip(1), (a, b) => (b - a).TotalSeconds));
    }

    [Fact]
    public async Task No_charge_command_is_still_good_when_the_next_is_sent()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");
        await _bench.AdvanceAsync(300);

        var commands = _bench.CommandsTo("r1");
        Assert.All(commands.Zip(commands.Skip(1)), pair =>
            Assert.True(pair.First.GetProperty("expiresAt").GetDateTimeOffset() <= pair.Second.GetProperty("sentAt").GetDateTimeOffset()));
        Assert.All(_bench.Sent.To(Topics.Commands("r1")), m => Assert.NotNull(m.Expires));
    }

    [Fact]
    public async Task Falling_battery_is_no_reason_for_another_command()
    {
        for (var battery = 19; battery > 0; battery--)
        {
            await _bench.ReportAsync("r1", "ONLINE", $$""", "battery": {{battery}}""");
        }

        Assert.Single(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task No_charge_command_is_sent_to_a_robot_that_is_away()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");
        await _bench.ReportAsync("r1", "OFFLINE");
        _bench.Sent.Clear();

        await _bench.AdvanceAsync(600);
        Assert.Empty(_bench.CommandsTo("r1"));
        await _bench.ReportAsync("r1");

        Assert.Single(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Robot_that_charges_is_not_told_to_any_more()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");
        await _bench.ReportAsync("r1", "CHARGING");
        _bench.Sent.Clear();

        await _bench.AdvanceAsync(600);

        Assert.Empty(_bench.CommandsTo("r1"));
        Assert.Null((await _bench.RobotAsync("r1")).Instruction);
    }

    [Fact]
    public async Task Charging_once_more_is_another_command()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");
        await _bench.ReportAsync("r1", "CHARGING", """, "battery": 85""");
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 85""");

        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 15""");

        Assert.Equal(2, _bench.IdsTo("r1").Distinct().Count());
    }
}
