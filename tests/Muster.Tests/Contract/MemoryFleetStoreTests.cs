using Muster.Fleet.Store;

namespace Muster.Tests.Contract;

public sealed class MemoryFleetStoreTests : FleetStoreContract
{
    protected override IFleetStore Create(int historyPerRobot) => new MemoryFleetStore(historyPerRobot);
}
