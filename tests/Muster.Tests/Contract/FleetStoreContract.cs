using Muster.Fleet.Store;

namespace Muster.Tests.Contract;

/// <summary>What every store keeps to (design.md section 6). A store's tests say how to make one; the rest is here.</summary>
public abstract partial class FleetStoreContract : IDisposable
{
    private IFleetStore? _store;

    /// <summary>The store of a test, made when it is first needed.</summary>
    private IFleetStore Store => _store ??= Create();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes an empty store.</summary>
    /// <param name="historyPerRobot">How many entries a robot's history keeps.</param>
    /// <param name="feedLength">How many changes the feed keeps; a store may keep a tenth more.</param>
    protected abstract IFleetStore Create(int historyPerRobot = 1000, int feedLength = 100_000);

    /// <summary>Clears away what <see cref="Create"/> made.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
