using Muster.Tests.Contract;
using static Muster.Tests.Contract.Samples;

namespace Muster.Tests.Store;

/// <summary>A caller that was let go on by its report is on the writer's thread: what it does next must not keep the writer.</summary>
public sealed class WriterThreadTests : IDisposable
{
    private readonly SqliteBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Reading_after_a_report_leaves_the_writers_thread()
    {
        await _bench.Store.PutAsync(Order(1));
        var store = _bench.Store;
        await store.ToWriterAsync();

        var order = await store.FindOrderAsync(Id(1), CancellationToken.None);

        Assert.NotEqual("Store writer", Thread.CurrentThread.Name);
        Samples.AssertSame(Order(1), order);
    }

    [Fact]
    public async Task Reading_elsewhere_is_done_at_once()
    {
        await _bench.Store.PutAsync(Order(1));

        Assert.True(_bench.Store.FindOrderAsync(Id(1)).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Commits_after_a_report_are_written_while_their_caller_waits()
    {
        var store = _bench.Store;
        await store.ToWriterAsync();

        Assert.True((await store.CommitAsync(new Fleet.Store.OrderPut(Order(1), 0, null))).IsDone);
    }
}
