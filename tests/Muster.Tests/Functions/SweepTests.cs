using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using Muster.Tests.Cases;

namespace Muster.Tests.Functions;

/// <summary>One that the sweep can't look at.</summary>
public sealed class SweepTests
{
    private string? _broken;
    private Exception _failure = new InvalidOperationException("it is broken");

    [Fact]
    public async Task What_can_not_be_looked_at_does_not_stop_the_others()
    {
        var bench = Bench();
        await bench.ReportAsync("a1");
        await bench.ReportAsync("r2");
        var order = await bench.PlaceAsync(more: """, "expires": "30s" """, site: "oslo");
        _broken = "a1";
        bench.Clock.Advance(TimeSpan.FromSeconds(200));

        var failed = await Assert.ThrowsAsync<AggregateException>(() => bench.Sweep.RunAsync(null, CancellationToken.None).AsTask());

        Assert.Equal("the sweep could not look at a1: it is broken", Assert.Single(failed.InnerExceptions).Message);
        Assert.Equal(Fleet.Messages.RobotStatus.Offline, (await bench.RobotAsync("r2")).Status);
        await bench.AssertAsync(order, OrderState.Failed, null);
    }

    [Fact]
    public async Task Store_that_does_not_answer_ends_the_run()
    {
        var bench = Bench();
        await bench.ReportAsync("a1");
        (_broken, _failure) = ("a1", new StoreUnavailableException("the disk is full"));
        bench.Clock.Advance(TimeSpan.FromSeconds(200));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.Sweep.RunAsync(null, CancellationToken.None).AsTask());
    }

    private FleetBench Bench() => new(store: FailingStore.Over(new MemoryFleetStore(), (name, about) =>
    {
        if (name == nameof(IFleetStore.FindRobotAsync) && (string?)about == _broken)
        {
            throw _failure;
        }
    }));
}
