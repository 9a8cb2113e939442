using Muster.Fleet.Costs.Loads;

namespace Muster.Fleet.Costs.Bills;

/// <summary>What a fleet uses of AWS in a month, with the stack as it is (infra/): the lines of the bill, before they have prices.</summary>
public static class CloudUse
{
    /// <summary>The lines, service by service.</summary>
    public static IReadOnlyList<UseLine> Of(FleetLoad load) => [.. LambdaLines.Of(load), .. IotLines.Of(load), .. StoreLines.Of(load), .. OtherLines.Of(load)];
}
