using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Tests.Cases;

namespace Muster.Tests.Notifications;

/// <summary>Addresses that customers name and that only this machine or its network can reach.</summary>
public sealed class PrivateNotifyTests : IAsyncLifetime
{
    private readonly List<Notification> _failed = [];
    private readonly WebhookClients _http = new();
    private WebServer _server = null!;
    private FleetBench _bench = null!;
    private Notify _notify = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await WebServer.StartAsync();
        _bench = new FleetBench(FleetBench.Patient() with
        {
            Channels = [new AlertChannel { Name = "ops", Type = AlertChannelType.Webhook, Url = new Uri(_server.Url) }],
        });
        _notify = new Notify(_bench.Context, _http, secret: null, new NotificationLog(_ => { }, _failed.Add));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1 is not an address of the public internet")]
    [InlineData("localhost", "localhost is ")]
    [InlineData("[::ffff:127.0.0.1]", "::ffff:127.0.0.1 is not an address of the public internet")]
    [InlineData("0.0.0.0", "0.0.0.0 is not an address of the public internet")]
    [InlineData("2130706433", "127.0.0.1 is not an address of the public internet")]
    public async Task Customers_address_on_this_machine_hears_nothing_and_is_given_up_at_once(string host, string why)
    {
        await PlaceAsync(_server.Url.Replace("127.0.0.1", host, StringComparison.Ordinal));

        await _notify.RunAsync(CancellationToken.None);

        Assert.Empty(_server.Posts);
        var given = Assert.Single(_failed);
        Assert.Equal((NotificationState.GivenUp, 1), (given.State, given.Attempts));
        Assert.StartsWith(why, given.LastError, StringComparison.Ordinal);
        Assert.EndsWith("not an address of the public internet", given.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_channel_may_be_anywhere_also_where_customers_may_not()
    {
        await _bench.ReportAsync("r1", "FAULT");
        await _notify.RunAsync(CancellationToken.None);
        Assert.Single(_server.Posts);

        // The connection that is open by now is not the customer's.
        await PlaceAsync(_server.Url);
        await _notify.RunAsync(CancellationToken.None);

        Assert.Single(_server.Posts);
        Assert.Equal(NotificationState.GivenUp, Assert.Single(_failed).State);
    }

    [Fact]
    public async Task Configuration_can_allow_it_without_a_restart_and_take_it_back()
    {
        _bench.Settings.Replace(_bench.Settings.Current with { AllowPrivateNotify = true });
        await PlaceAsync(_server.Url);
        await _notify.RunAsync(CancellationToken.None);
        Assert.Single(_server.Posts);

        _bench.Settings.Replace(_bench.Settings.Current with { AllowPrivateNotify = false });
        await PlaceAsync(_server.Url);
        await _notify.RunAsync(CancellationToken.None);

        Assert.Single(_server.Posts);
        Assert.Single(_failed);
    }

    private async Task PlaceAsync(string url) => await _bench.PlaceAsync(more: $$""", "customer": {"notifyUrl": "{{url}}"}""");
}
