using System.Net;
using Muster.Fleet.Configuration;
using Muster.Local.Simulator;

namespace Muster.Hosting;

/// <summary>What <c>muster up --demo</c> adds: a dozen simulated robots at two sites, and orders for them.</summary>
internal sealed class DemoFleet : IAsyncDisposable
{
    private const int RobotsPerSite = 6;

    // Charging is part of the picture: a battery lasts for minutes, not for a shift.
    private static readonly SimulatedRobotOptions Kind = new()
    {
        Name = "demo",
        ReportInterval = TimeSpan.FromSeconds(2),
        DrainPerSecond = 0.15,
        ChargePerSecond = 1.5,
        Fail = 0.01,
        Reject = 0.01,
    };

    /// <summary>Where the demo keeps its data, so that it does not mix with a fleet's own.</summary>
    public const string DataFolder = "./muster-demo-data";

    private readonly SimulatedFleet _robots;
    private readonly DemoOrders _orders;

    private DemoFleet(SimulatedFleet robots, DemoOrders orders)
    {
        _robots = robots;
        _orders = orders;
    }

    /// <summary>What can be ordered in the demo, and what robots need for it.</summary>
    public static FleetConfiguration Configuration { get; } = new()
    {
        Items = new Dictionary<string, ItemSettings>(StringComparer.Ordinal)
        {
            ["espresso"] = new() { Requires = ["coffee"], ExpectedDuration = TimeSpan.FromSeconds(30), MaxDuration = TimeSpan.FromMinutes(2) },
            ["latte"] = new() { Requires = ["coffee"], ExpectedDuration = TimeSpan.FromSeconds(30), MaxDuration = TimeSpan.FromMinutes(2) },
            ["toastie"] = new() { Requires = ["grill"], ExpectedDuration = TimeSpan.FromSeconds(30), MaxDuration = TimeSpan.FromMinutes(2) },
            ["pancake"] = new() { Requires = ["grill"], ExpectedDuration = TimeSpan.FromSeconds(30), MaxDuration = TimeSpan.FromMinutes(2) },
        },
    };

    /// <summary>Starts it, against a Muster that is up.</summary>
    /// <param name="mqtt">Where its broker listens.</param>
    /// <param name="http">The base of its HTTP API.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">What robots and customers decide by.</param>
    public static async Task<DemoFleet> StartAsync(IPEndPoint mqtt, Uri http, TimeProvider clock, Random random)
    {
        var host = mqtt.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : mqtt.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : mqtt.Address;
        var robots = new SimulatedFleetOptions
        {
            Broker = new Uri($"mqtt://{new IPEndPoint(host, mqtt.Port)}"),
            Robots =
            [
                .. SimulatedRobotPlan.Create(RobotsPerSite, ["munich"], prefix: null, Kind with { Capabilities = ["coffee"] }, random),
                .. SimulatedRobotPlan.Create(RobotsPerSite, ["lisbon"], prefix: null, Kind with { Capabilities = ["grill"] }, random),
            ],
        };
        var fleet = await SimulatedFleet.StartAsync(robots, clock, random);
        return new DemoFleet(fleet, DemoOrders.Start(http, clock, new Random(random.Next())));
    }

    /// <summary>Customers go first, then the robots.</summary>
    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync();
        await _robots.DisposeAsync();
    }
}
