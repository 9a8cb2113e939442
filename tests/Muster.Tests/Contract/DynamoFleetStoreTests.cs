using Muster.Fleet.Store;
using Muster.Tests.Aws.Store;

namespace Muster.Tests.Contract;

public sealed class DynamoFleetStoreTests(DynamoLocal dynamo) : FleetStoreContract
{
    private DynamoBench? _bench;

    protected override bool AgesByItself => true;

    protected override IFleetStore Create(int historyPerRobot = 1000, int feedLength = 100_000)
    {
        _bench = dynamo.BenchAsync().GetAwaiter().GetResult();
        return _bench.Store();
    }

    protected override void Age(TimeSpan time) => _bench!.Clock.Advance(time);

    protected override void Dispose(bool disposing)
    {
        _bench?.Dispose();
        base.Dispose(disposing);
    }
}
