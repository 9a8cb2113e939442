using Muster.Fleet.Store;

namespace Muster.Tests.Contract;

public sealed class MemoryFleetStoreTests : FleetStoreContract
{
    protected override IFleetStore Create(int historyPerRobot = 1000, int feedLength = 100_000) => new MemoryFleetStore(historyPerRobot, feedLength);
}
