using Muster.Fleet.Functions;

namespace Muster.Fleet.Costs.Loads;

/// <summary>How one of the fleet's functions runs in Lambda.</summary>
/// <param name="Name">Its name, such as <c>update-status</c>.</param>
/// <param name="MemoryMegabytes">The memory that it is given (128 to 10,240).</param>
/// <param name="BilledMilliseconds">The billed duration of a call, warm.</param>
/// <param name="Origin">Where that is from: assumed, given, measured.</param>
public sealed record FunctionLoad(string Name, int MemoryMegabytes, decimal BilledMilliseconds, string Origin)
{
    /// <summary>The HTTP API's function, which no rule calls.</summary>
    public const string Api = "api";

    /// <summary>What durations are when nobody measured.</summary>
    public const string Assumed = "assumed";

    /// <summary>The functions with the stack's memory sizes, and durations that are assumed: what each does, at a few milliseconds for a call to DynamoDB.</summary>
    public static IReadOnlyList<FunctionLoad> Defaults { get; } =
    [
        new(UpdateStatus.Name, 256, 5, Assumed),
        new(TrackOrder.Name, 256, 30, Assumed),
        new(Presence.Name, 256, 15, Assumed),
        new(Sweep.Name, 512, 50, Assumed),
        new(Notify.Name, 256, 20, Assumed),
        new(Api, 512, 20, Assumed),
    ];
}
