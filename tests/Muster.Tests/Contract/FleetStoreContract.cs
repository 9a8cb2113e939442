using Muster.Fleet.Store;
using Muster.Tests.Robots;

namespace Muster.Tests.Contract;

/// <summary>What every store keeps to (design.md section 6). A store's tests say how to make one; the rest is here.</summary>
public abstract partial class FleetStoreContract : IDisposable
{
    private IFleetStore? _store;
    private TimeSpan _aged;

    /// <summary>The store of a test, made when it is first needed.</summary>
    private IFleetStore Store => _store ??= Create();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Whether the store bounds by age what others bound by count, and lets go of it by itself: history and feed, and what ended,
    /// 30 days and more after its end.
    /// </summary>
    protected virtual bool AgesByItself => false;

    /// <summary>Makes an empty store.</summary>
    /// <param name="historyPerRobot">How many entries a robot's history keeps, where it is bounded by count.</param>
    /// <param name="feedLength">How many changes the feed keeps, where it is bounded by count; a store may keep a tenth more.</param>
    protected abstract IFleetStore Create(int historyPerRobot = 1000, int feedLength = 100_000);

    /// <summary>Lets time pass for a store that ages by itself.</summary>
    protected virtual void Age(TimeSpan time) => throw new InvalidOperationException("this store does not age by itself");

    /// <summary>Has the store let go of what ended before <paramref name="before"/>.</summary>
    /// <returns>How many orders it says that it let go of.</returns>
    private async Task<int> LetGoAsync(DateTimeOffset before, int limit)
    {
        if (AgesByItself)
        {
            Age(before - TestRobots.Noon + TimeSpan.FromDays(30) - _aged);
            _aged = before - TestRobots.Noon + TimeSpan.FromDays(30);
        }

        return await Store.DeleteEndedAsync(before, limit, CancellationToken.None);
    }

    /// <summary>Clears away what <see cref="Create"/> made.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
