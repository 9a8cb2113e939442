using Muster.Fleet.Store;
using Muster.Local.Store;
using Muster.Tests.Store;

namespace Muster.Tests.Contract;

public sealed class SqliteFleetStoreTests : FleetStoreContract
{
    private readonly List<SqliteBench> _made = [];

    protected override IFleetStore Create(int historyPerRobot)
    {
        var bench = new SqliteBench(new SqliteStoreOptions { HistoryPerRobot = historyPerRobot });
        _made.Add(bench);
        return bench.Store;
    }

    protected override void Dispose(bool disposing)
    {
        _made.ForEach(b => b.Dispose());
        base.Dispose(disposing);
    }
}
