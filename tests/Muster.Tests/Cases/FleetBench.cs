using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Cases;

/// <summary>
/// A fleet at "munich" that stands at noon: the real functions and desks over a store, with a clock that only the test moves.
/// After each step it checks that no robot holds two orders, and no order is held by two robots.
/// </summary>
internal sealed partial class FleetBench
{
    public const string Site = "munich";

    private readonly List<string> _orders = [];
    private readonly HashSet<string> _robots = new(StringComparer.Ordinal);

    public FleetBench(FleetConfiguration? configuration = null, IFleetStore? store = null, FakeTimeProvider? clock = null)
    {
        Store = store ?? new MemoryFleetStore();
        Clock = clock ?? new FakeTimeProvider(Noon);
        Settings = new FleetSettings(configuration ?? FleetConfiguration.Default);
        Context = new FleetContext(Store, Sent, Settings, Clock, new Random(1));
        Steward = new Steward(Context);
        Orders = new OrderDesk(Context, Steward);
        Robots = new RobotDesk(Context, Steward);
        Sites = new SiteDesk(Context, Steward);
        Alerts = new AlertDesk(Context, Steward);
        Sweep = new Sweep(Context, Steward);
    }

    public IFleetStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public FleetSettings Settings { get; }

    public FleetContext Context { get; }

    public Steward Steward { get; }

    public OrderDesk Orders { get; }

    public RobotDesk Robots { get; }

    public SiteDesk Sites { get; }

    public AlertDesk Alerts { get; }

    public Sweep Sweep { get; }

    public SentMessages Sent { get; } = new();

    /// <summary>Whether only one thing happens at a time, so that the store can be looked at in between.</summary>
    public bool IsQuiet { get; set; } = true;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>A policy for tests that wait for long: robots that say nothing stay.</summary>
    public static FleetConfiguration Patient(Func<FleetPolicy, FleetPolicy>? change = null)
    {
        var policy = new FleetPolicy { Heartbeat = TimeSpan.FromDays(1) };
        return FleetConfiguration.Default with { Policy = change?.Invoke(policy) ?? policy };
    }

    /// <summary>Places an order; <paramref name="more"/> are further fields, each with a comma before it.</summary>
    public async Task<Order> PlaceAsync(string item = "latte", int priority = 5, string more = "", string site = Site)
    {
        var result = await TryPlaceAsync($$"""{"site":"{{site}}","item":"{{item}}","priority":{{priority}}{{more}}}""");
        Assert.Null(result.Refusal);
        return result.Value!;
    }

    public async Task<OperationResult<Order>> TryPlaceAsync(string json, string? key = null)
    {
        Assert.Null(OrderRequestReader.Read(Encoding.UTF8.GetBytes(json), topicSite: null, key, out var request));
        var result = await Orders.PlaceAsync(request!, CancellationToken.None);
        if (result.Value is { } order)
        {
            lock (_orders)
            {
                _orders.Add(order.Id);
            }
        }

        return result;
    }

    /// <summary>A robot reports its status; <paramref name="more"/> are further fields, each with a comma before it.</summary>
    public async Task<FunctionOutcome> ReportAsync(string robot, string status = "ONLINE", string more = "", string site = Site)
    {
        _robots.Add(robot);
        var outcome = await new UpdateStatus(Context, Steward).HandleAsync(
            Event($$"""{"name":"{{robot}}","status":"{{status}}","site":"{{site}}"{{more}},"topicRobot":"{{robot}}","receivedAt":{{Now.ToUnixTimeMilliseconds()}}}"""), CancellationToken.None);
        await CheckAsync();
        return outcome;
    }

    /// <summary>A robot reports on an order; with no attempt it is one that echoes none.</summary>
    public async Task<FunctionOutcome> OrderReportAsync(string robot, Order order, string state, int? attempt = null, string more = "")
    {
        var echo = attempt is { } number ? string.Create(CultureInfo.InvariantCulture, $",\"attempt\":{number}") : "";
        var outcome = await new TrackOrder(Context, Steward).HandleAsync(
            Event($$"""{"state":"{{state}}"{{echo}}{{more}},"topicRobot":"{{robot}}","topicOrder":"{{order.Id}}","receivedAt":{{Now.ToUnixTimeMilliseconds()}}}"""), CancellationToken.None);
        await CheckAsync();
        return outcome;
    }

    /// <summary>The broker says that a robot's connection began or ended.</summary>
    public Task<FunctionOutcome> PresenceAsync(string robot, bool isConnected) => new Presence(Context, Steward).HandleAsync(
        Event(isConnected
            ? $$"""{"clientId":"{{robot}}","timestamp":{{Now.ToUnixTimeMilliseconds()}},"eventType":"connected","versionNumber":1}"""
            : $$"""{"clientId":"{{robot}}","timestamp":{{Now.ToUnixTimeMilliseconds()}},"eventType":"disconnected","disconnectReason":"CONNECTION_LOST","versionNumber":1}"""),
        CancellationToken.None).AsTask();

    /// <summary>Lets time pass, with a sweep each second.</summary>
    public async Task AdvanceAsync(double seconds)
    {
        var end = Now.AddSeconds(seconds);
        while (Now < end)
        {
            Clock.Advance(end - Now < TimeSpan.FromSeconds(1) ? end - Now : TimeSpan.FromSeconds(1));
            await SweepAsync();
        }
    }

    public async Task SweepAsync()
    {
        for (var after = await Sweep.RunAsync(null, CancellationToken.None); after is not null;)
        {
            after = await Sweep.RunAsync(after, CancellationToken.None);
        }

        await CheckAsync();
    }

    private static FunctionEvent Event(string json) => new(Encoding.UTF8.GetBytes(json));
}
