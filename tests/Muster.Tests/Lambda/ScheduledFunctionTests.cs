using Microsoft.Extensions.Time.Testing;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Tests.Lambda;

public sealed class ScheduledFunctionTests
{
    private const int Robots = (2 * Sweep.MaxPerRun) + 10;

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task One_invocation_of_the_sweep_goes_on_until_nothing_is_due()
    {
        await using var bench = await LambdaBench.StartAsync("sweep", clock: _clock);
        await SilenceAsync(bench.Store);

        Assert.Equal("ACCEPTED", (await bench.Api.Invoke("{}", _clock.GetUtcNow().AddMinutes(1)).AnswerAsync()).Text("outcome"));

        Assert.Equal(Robots, await OfflineAsync(bench.Store));
    }

    [Fact]
    public async Task It_begins_no_run_that_might_not_be_done_in_time_and_the_next_invocation_goes_on()
    {
        var sender = new SlowSender(_clock);
        await using var bench = await LambdaBench.StartAsync("sweep", sender: sender, clock: _clock);
        await SilenceAsync(bench.Store);

        // A run takes half a second for the 500 robots that it looks at.
        Assert.Equal("ACCEPTED", (await bench.Api.Invoke("{}", _clock.GetUtcNow().AddSeconds(1.4)).AnswerAsync()).Text("outcome"));
        Assert.Equal(Sweep.MaxPerRun, await OfflineAsync(bench.Store));

        await bench.Api.Invoke("{}", _clock.GetUtcNow().AddMinutes(1)).AnswerAsync();
        Assert.Equal(Robots, await OfflineAsync(bench.Store));
    }

    [Fact]
    public async Task Notifications_are_sent_by_an_invocation_without_an_event_of_its_own()
    {
        await using var bench = await LambdaBench.StartAsync("notify");
        Assert.Equal("ACCEPTED", (await bench.Api.Invoke("""{"source":"aws.events"}""").AnswerAsync()).Text("outcome"));
    }

    private static async Task<int> OfflineAsync(MemoryFleetStore store) =>
        (await store.CountRobotsAsync(CancellationToken.None)).GetValueOrDefault("OFFLINE");

    private async Task SilenceAsync(MemoryFleetStore store)
    {
        for (var i = 0; i < Robots; i++)
        {
            var payload = System.Text.Encoding.UTF8.GetBytes($$"""{"name":"r{{i}}","status":"ONLINE"}""");
            Assert.Null(StatusReportReader.Read(payload, $"r{i}", _clock.GetUtcNow(), out var report));
            await store.ReportStatusAsync(report, CancellationToken.None);
        }

        _clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>Each message takes a millisecond.</summary>
    private sealed class SlowSender(FakeTimeProvider clock) : ICommandSender
    {
        public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
        {
            if (message.Topic.StartsWith("fleet/robots/", StringComparison.Ordinal))
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            return ValueTask.CompletedTask;
        }
    }
}
