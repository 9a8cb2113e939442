using System.Text;
using Muster.Fleet.Configuration;
using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using Muster.Tests.Aws.Store;
using Muster.Tests.Cases;

namespace Muster.Tests.Costs;

/// <summary>The fleet's functions over DynamoDB Local as in the cloud, each a process of its own: what a thing that happens consumes and sends.</summary>
internal sealed class MeteredFleet : IDisposable
{
    private readonly DynamoBench _bench;
    private readonly MeteredClient _client;
    private readonly FleetSettings _settings = new(FleetConfiguration.Default);
    private readonly SentMessages _sent = new();
    private readonly UpdateStatus _updateStatus;
    private readonly TrackOrder _trackOrder;
    private readonly Presence _presence;
    private readonly Sweep _sweep;
    private readonly OrderDesk _desk;
    private readonly FleetContext _notify;

    public MeteredFleet(DynamoBench bench, string endpoint)
    {
        (_bench, _client) = (bench, new MeteredClient(endpoint));
        _updateStatus = Of((context, steward) => new UpdateStatus(context, steward));
        _trackOrder = Of((context, steward) => new TrackOrder(context, steward));
        _presence = Of((context, steward) => new Presence(context, steward));
        _sweep = Of((context, steward) => new Sweep(context, steward));
        _desk = Of((context, steward) => new OrderDesk(context, steward));
        _notify = Of((context, _) => context);
    }

    public long Now => _bench.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What was consumed and sent since it was last asked.</summary>
    public EventCosts Take()
    {
        var (read, write) = _client.Take();
        var topics = _sent.All.Select(m => m.Topic).ToList();
        Assert.All(_sent.All, m => Assert.Equal(m.Topic.StartsWith("fleet/robots/", StringComparison.Ordinal), m.Retain));
        _sent.Clear();
        return new EventCosts((decimal)write, (decimal)read, Count("fleet/robots/"), Count("fleet/orders/"), Count("robots/"));

        int Count(string prefix) => topics.Count(t => t.StartsWith(prefix, StringComparison.Ordinal));
    }

    public void Advance(double seconds) => _bench.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public async Task ReportAsync(string robot, string status = "ONLINE", string more = "") => await _updateStatus.HandleAsync(
        Event($$"""{"name":"{{robot}}","status":"{{status}}","site":"munich","capabilities":["coffee"]{{more}},"topicRobot":"{{robot}}","receivedAt":{{Now}}}"""), CancellationToken.None);

    public async Task OrderReportAsync(string robot, Order order, string state, string more = "") => await _trackOrder.HandleAsync(
        Event($$"""{"state":"{{state}}"{{more}},"topicRobot":"{{robot}}","topicOrder":"{{order.Id}}","receivedAt":{{Now}}}"""), CancellationToken.None);

    public async Task PresenceAsync(string robot, bool isConnected) => await _presence.HandleAsync(
        Event(isConnected
            ? $$"""{"clientId":"{{robot}}","timestamp":{{Now}},"eventType":"connected","versionNumber":1}"""
            : $$"""{"clientId":"{{robot}}","timestamp":{{Now}},"eventType":"disconnected","disconnectReason":"CONNECTION_LOST","versionNumber":1}"""),
        CancellationToken.None);

    public async Task SweepAsync() => await _sweep.RunAsync(null, CancellationToken.None);

    public async Task NotifyAsync() => await _notify.Store.ListDueNotificationsAsync(_notify.Now(), 256, CancellationToken.None);

    public async Task FindOrderAsync(Order order) => await _notify.Store.FindOrderAsync(order.Id, CancellationToken.None);

    public async Task ListRobotsAsync() => await _notify.Store.ListRobotsAsync(new RobotQuery(), CancellationToken.None);

    public async Task<Order> PlaceAsync()
    {
        Assert.Null(OrderRequestReader.Read("""{"site":"munich","item":"latte"}"""u8.ToArray(), topicSite: null, null, out var request));
        return (await _desk.PlaceAsync(request!, CancellationToken.None)).Value!;
    }

    public void Dispose()
    {
        _client.Dispose();
        _bench.Dispose();
    }

    private static FunctionEvent Event(string json) => new(Encoding.UTF8.GetBytes(json));

    private T Of<T>(Func<FleetContext, Steward, T> make)
    {
        var context = new FleetContext(_bench.Store(_client), _sent, _settings, _bench.Clock, new Random(1));
        return make(context, new Steward(context));
    }
}
