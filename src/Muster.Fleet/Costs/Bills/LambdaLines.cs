using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Costs.Prices;
using Muster.Fleet.Functions;

namespace Muster.Fleet.Costs.Bills;

/// <summary>The fleet's functions: a line each.</summary>
internal static class LambdaLines
{
    private const string Service = "Lambda";

    public static IEnumerable<UseLine> Of(FleetLoad load) => load.Functions.Select(f => Of(f, Calls(f.Name, load), load.IsArm64 ? PriceKey.LambdaArm64 : PriceKey.LambdaX64));

    /// <summary>How often a function is called in the month; 0 for one that is none of the fleet's.</summary>
    public static decimal Calls(string function, FleetLoad load) => function switch
    {
        UpdateStatus.Name => load.Reports,
        TrackOrder.Name => load.OrderReports,
        Presence.Name => load.Reconnects * EventCosts.Reconnect.RobotMessages,

        // The stack's schedules: each minute.
        Sweep.Name or Notify.Name => Month.Minutes,
        FunctionLoad.Api => load.ApiRequests + load.Orders,
        _ => 0,
    };

    private static UseLine Of(FunctionLoad function, decimal calls, PriceKey duration)
    {
        var use = new LambdaUse(calls, function.BilledMilliseconds, function.MemoryMegabytes);
        return new UseLine(Service, function.Name,
        [
            new UsePart(PriceKey.LambdaRequests, calls, $"{Words.Of(calls)} calls"),
            new UsePart(duration, use.GigabyteSeconds, $"{Words.Of(calls)} calls × {Words.Of(function.BilledMilliseconds)} ms ({function.Origin}) × {function.MemoryMegabytes} MB"),
        ]);
    }
}
