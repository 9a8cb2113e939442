using Muster.Fleet.Store;
using Muster.Local.Store;
using Muster.Tests.Store;

namespace Muster.Tests.Contract;

public sealed class SqliteFleetStoreTests : FleetStoreContract
{
    private readonly List<SqliteBench> _made = [];

    protected override IFleetStore Create(int historyPerRobot = 1000, int feedLength = 100_000)
    {
        var bench = new SqliteBench(new SqliteStoreOptions { HistoryPerRobot = historyPerRobot, FeedLength = feedLength });
        _made.Add(bench);
        return bench.Store;
    }

    protected override void Dispose(bool disposing)
    {
        _made.ForEach(b => b.Dispose());
        base.Dispose(disposing);
    }
}
