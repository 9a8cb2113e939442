using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Muster.Commands;
using Muster.Commands.Costs;
using Muster.Tests.Api;
using Muster.Tests.Support;

namespace Muster.Tests.Costs;

/// <summary>What a real Muster does, over real MQTT and HTTP, is counted; only the minute for which it is looked at is not waited for.</summary>
public sealed class FromFleetTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Running_fleet_is_counted_and_reckoned_up_to_a_month()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster, "r1");
        await using var idle = await TestRobot.ReadyAsync(muster, "r2", "lisbon", ", \"battery\": 90");
        var gone = await TestRobot.ReadyAsync(muster, "r3", "lisbon");
        var clock = new WaitedClock(Minute);
        var watch = new FleetWatch(ServerUrl.Parse(muster.Http.BaseAddress!.AbsoluteUri)!, clock);
        var looking = watch.LookAsync(Minute, CancellationToken.None);
        await clock.IsWaitedFor;

        // A charge that falls until it is announced, which is at most once a second; another status and the old one back; one refused.
        var reports = 3;
        await Eventually.TrueAsync(
            async () =>
            {
                await idle.StatusAsync("ONLINE", $", \"battery\": {90 - (++reports / 10.0)}");
                return watch.Heard.Telemetry > 0;
            },
            "a charge is announced");
        await idle.StatusAsync("PAUSED");
        await idle.StatusAsync("ONLINE");
        await idle.StatusAsync("DANCING");

        // An order with two reports of progress, and a question about it.
        using var placed = await muster.Http.PostAsJsonAsync("/api/orders", new { site = "munich", item = "latte" });
        var order = (string)(await placed.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await robot.CommandAsync("EXECUTE_ORDER");
        await robot.SayAsync(order, "ACCEPTED");
        await robot.SayAsync(order, "IN_PROGRESS");
        await robot.SayAsync(order, "IN_PROGRESS", ", \"progress\": 50");
        await robot.SayAsync(order, "IN_PROGRESS", ", \"progress\": 75");
        await robot.SayAsync(order, "COMPLETED");
        await muster.Http.GetStringAsync($"/api/orders/{order}");

        // One goes.
        await gone.DisposeAsync();
        await Eventually.TrueAsync(() => Task.FromResult(watch.Heard is { Disconnected: 1, OrderReports: 5, Placed: 1, Changes: 3 }), "all of it is heard");

        // The same answer of /metrics is given for some 300 ms: that of the end has to have all of it. Before: three robots and the
        // watch connected, three reports.
        await Eventually.TrueAsync(
            async () => await muster.MetricAsync("muster_messages_total") == 7 + reports + 5 + 1 && await muster.MetricAsync("http_server_request_duration_seconds_count", "/api/") == 2,
            "all of it is counted");
        clock.Advance(Minute);
        var sample = await looking;

        // OFFLINE is a change, too.
        Assert.Equal(new FleetCounts(Robots: 2, Reports: reports, Telemetry: watch.Heard.Telemetry, Changes: 3, Disconnected: 1, Orders: 1, OrderReports: 5, ApiRequests: 1), sample.Counts);
        Assert.InRange(sample.Counts.Telemetry, 1, reports - 3);
        Assert.Equal((decimal)sample.Counts.Telemetry / reports, sample.Announced);
        Assert.Equal((reports * 43_800m, 43_800m, 87_600m, 43_800m), (sample.Reports, sample.Orders, sample.Progress, sample.ApiRequests));
    }

    [Fact]
    public async Task Fleet_that_does_nothing_costs_what_is_fixed()
    {
        await using var muster = await TestMuster.StartAsync();
        var clock = new WaitedClock(Minute);
        var looking = new FleetWatch(ServerUrl.Parse(muster.Http.BaseAddress!.AbsoluteUri)!, clock).LookAsync(Minute, CancellationToken.None);
        await clock.IsWaitedFor;
        clock.Advance(Minute);
        var sample = await looking;

        Assert.Equal(new FleetCounts(0, 0, 0, 0, 0, 0, 0, 0), sample.Counts);
        Assert.Null(sample.Announced);
    }

    /// <summary>Tells when somebody waits for so long.</summary>
    private sealed class WaitedClock(TimeSpan length) : FakeTimeProvider
    {
        private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaitedFor => _waited.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == length)
            {
                _waited.SetResult();
            }

            return timer;
        }
    }
}
