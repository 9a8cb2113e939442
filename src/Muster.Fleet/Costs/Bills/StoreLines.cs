using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>DynamoDB, on demand: writes, reads, storage. What each thing that happens consumes was counted (<see cref="EventCosts"/>).</summary>
internal static class StoreLines
{
    private const string Service = "DynamoDB";

    // Assumed, in KB with indexes and history: what is stored costs cents, whatever it is exactly.
    private const decimal RobotSize = 2;
    private const decimal OrderSize = 8;
    private const decimal ChangeSize = 2;

    /// <summary>How long a robot's history is kept (DynamoStoreOptions.KeepHistory): 30 days, in months.</summary>
    private const decimal HistoryMonths = 30m * 24 / Month.Hours;

    public static IEnumerable<UseLine> Of(FleetLoad load)
    {
        yield return new UseLine(Service, "writes",
        [
            Writes(load.Reports, "reports", EventCosts.Report),
            Writes(load.Changes, "changes of status", EventCosts.Change),
            Writes(load.Orders, "orders", EventCosts.Order),
            Writes(load.Progress, "reports of progress", EventCosts.Progress),
            Writes(load.Reconnects, "reconnects", EventCosts.Reconnect),
            Writes(load.DueMoves, "due times moved on", EventCosts.DueMove),
        ]);
        yield return new UseLine(Service, "reads",
        [
            Reads(load.Changes, "changes of status", EventCosts.Change),
            Reads(load.Orders, "orders", EventCosts.Order),
            Reads(load.Progress, "reports of progress", EventCosts.Progress),
            Reads(load.Reconnects, "reconnects", EventCosts.Reconnect),
            Reads(load.DueMoves, "due times moved on", EventCosts.DueMove),
            Reads(Month.Minutes, "sweeps", EventCosts.Sweep),
            Reads(Month.Minutes, "runs of notify", EventCosts.Notify),
            Reads(load.ApiRequests, "requests to the API", EventCosts.ApiRequest),
        ]);
        var keptOrders = load.Orders * (decimal)load.KeepOrders.TotalHours / Month.Hours;
        var keptChanges = (load.Changes + (load.Reconnects * 2)) * HistoryMonths;
        var gigabytes = ((load.Robots * RobotSize) + (keptOrders * OrderSize) + (keptChanges * ChangeSize)) / (1024 * 1024);
        yield return new UseLine(Service, "storage",
        [
            new UsePart(PriceKey.DynamoStorage, gigabytes, $"{Words.Of(load.Robots)} robots × {RobotSize} KB + {Words.Of(keptOrders)} orders kept × {OrderSize} KB + {Words.Of(keptChanges)} changes kept × {ChangeSize} KB (assumed sizes)"),
        ]);
    }

    private static UsePart Writes(decimal count, string what, EventCosts costs) => new(PriceKey.DynamoWrites, count * costs.WriteUnits, $"{Words.Of(count)} {what} × {Words.Of(costs.WriteUnits)}");

    private static UsePart Reads(decimal count, string what, EventCosts costs) => new(PriceKey.DynamoReads, count * costs.ReadUnits, $"{Words.Of(count)} {what} × {Words.Of(costs.ReadUnits)}");
}
