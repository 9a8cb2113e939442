using System.Globalization;
using System.Text;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Tests.Cases;

namespace Muster.Tests.Notifications;

/// <summary>Alert channels and customers' addresses, over real HTTP.</summary>
public sealed class NotifyTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private readonly List<Notification> _written = [];
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
            Channels =
            [
                new AlertChannel { Name = "ops", Type = AlertChannelType.Webhook, Url = new Uri(_server.Url), Secret = Secret, Kinds = ["ROBOT_FAULT"] },
                new AlertChannel { Name = "log", Type = AlertChannelType.Log, Sites = ["munich"] },
            ],
            NotifySecret = OtherSecret,
            AllowPrivateNotify = true,
        });
        _notify = new Notify(_bench.Context, _http, secret: null, new NotificationLog(_written.Add, _failed.Add));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Alert_is_posted_signed_and_then_forgotten()
    {
        await _bench.ReportAsync("r1", "FAULT");

        await RunAsync();

        var post = Assert.Single(_server.Posts);
        Assert.Equal(("alert.open", "application/json"), (post.Type, post.ContentType));
        Assert.Equal("ROBOT_FAULT", post.Json.GetProperty("data").GetProperty("kind").GetString());
        Assert.Equal(_bench.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), post.Timestamp);
        Assert.Equal(WebhookSignature.Sign(Secret, post.Id, _bench.Now.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(post.Body)), post.Signature);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Alert_is_posted_as_it_opens_is_acknowledged_and_ends_each_once()
    {
        await _bench.ReportAsync("r1", "FAULT");
        await _bench.Alerts.AcknowledgeAsync((await _bench.AlertsAsync())[0].Id, new("anna"), CancellationToken.None);
        await _bench.ReportAsync("r1");

        await RunAsync();
        await RunAsync();

        Assert.Equal(["alert.acknowledged", "alert.open", "alert.resolved"], _server.Posts.Select(p => p.Type).Order(StringComparer.Ordinal));
        Assert.Equal(3, _server.Posts.Select(p => p.Id).Distinct().Count());
    }

    [Fact]
    public async Task Channel_hears_only_of_its_kinds_and_sites()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 5""");
        await _bench.ReportAsync("r2", "FAULT", site: "oslo");

        await RunAsync();

        Assert.Equal("r2", Assert.Single(_server.Posts).Json.GetProperty("data").GetProperty("subject").GetString());
        Assert.Equal("log", Assert.Single(_written).Channel);
        Assert.Contains("BATTERY_LOW", _written[0].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_that_failed_is_tried_again_with_the_same_id_until_it_is_taken()
    {
        _server.Status = 503;
        await _bench.ReportAsync("r1", "FAULT");
        await RunAsync();
        await RunAsync();
        Assert.Single(_server.Posts);
        Assert.Equal("it answered 503 Service Unavailable", Assert.Single(_failed).LastError);

        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await RunAsync();
        Assert.Equal(2, _server.Posts.Count);
        _server.Status = 204;
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync();

        Assert.Equal(3, _server.Posts.Count);
        Assert.Single(_server.Posts.Select(p => p.Id).Distinct());
        Assert.Single(_server.Posts.Select(p => p.Body).Distinct());
        Assert.Equal(3, _server.Posts.Select(p => p.Timestamp).Distinct().Count());
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Post_that_nobody_takes_is_given_up_and_kept_as_a_record()
    {
        _server.Status = 500;
        await _bench.ReportAsync("r1", "FAULT");
        for (var i = 0; i < 20; i++)
        {
            await RunAsync();
            _bench.Clock.Advance(TimeSpan.FromHours(24));
        }

        Assert.Equal(10, _server.Posts.Count);
        var kept = Assert.Single(await KeptAsync(NotificationState.GivenUp));
        Assert.Equal((10, null, "it answered 500 Internal Server Error"), (kept.Attempts, kept.Due, kept.LastError));
        Assert.Equal(NotificationState.GivenUp, _failed[^1].State);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_tried_again()
    {
        await _server.DisposeAsync();
        await _bench.ReportAsync("r1", "FAULT");

        await RunAsync();

        Assert.Equal(NotificationState.Waiting, Assert.Single(_failed).State);
        Assert.NotEmpty(_failed[0].LastError!);
    }

    [Fact]
    public async Task Server_that_says_that_nobody_listens_any_more_is_not_tried_again()
    {
        _server.Status = 410;
        await _bench.ReportAsync("r1", "FAULT");

        await RunAsync();

        var kept = Assert.Single(await KeptAsync(NotificationState.GivenUp));
        Assert.Equal((1, null, "it answered 410 Gone"), (kept.Attempts, kept.Due, kept.LastError));
    }

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "120", 120)]
    [InlineData(503, "1", 5)]
    [InlineData(429, "864000", 86400)]
    [InlineData(500, "120", 5)]
    [InlineData(503, "soon", 5)]
    public async Task Server_that_is_too_busy_is_left_alone_for_as_long_as_it_asks(int status, string retryAfter, int seconds)
    {
        (_server.Status, _server.RetryAfter) = (status, retryAfter);
        await _bench.ReportAsync("r1", "FAULT");

        await RunAsync();

        Assert.Equal(_bench.Now.AddSeconds(seconds), Assert.Single(await KeptAsync()).Due);
    }

    [Fact]
    public async Task Id_has_no_full_stop_and_nothing_that_a_robot_is_called()
    {
        await _bench.ReportAsync("r.1", "FAULT");

        await RunAsync();

        Assert.Matches("^msg_[0-9a-f]{32}$", Assert.Single(_server.Posts).Id);
    }

    [Fact]
    public async Task Redirection_is_not_taken_for_an_answer()
    {
        _server.Status = 302;
        await _bench.ReportAsync("r1", "FAULT");

        await RunAsync();

        Assert.Single(_failed);
    }

    [Fact]
    public async Task Customer_hears_of_each_state_signed_with_the_fleets_secret()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync(more: $$""", "customer": {"reference": "table 4", "notifyUrl": "{{_server.Url}}"}""");
        await _bench.OrderReportAsync("r1", order, "ACCEPTED");
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", more: """, "progress": 50""");
        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        await RunAsync();

        Assert.Equal(["order.assigned", "order.completed", "order.in_progress", "order.pending"], _server.Posts.Select(p => p.Type).Order(StringComparer.Ordinal));
        Assert.All(_server.Posts, p =>
        {
            Assert.Equal(order.Id, p.Json.GetProperty("data").GetProperty("id").GetString());
            Assert.Equal(WebhookSignature.Sign(OtherSecret, p.Id, _bench.Now.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(p.Body)), p.Signature);
        });
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task Hosts_own_secret_signs_where_the_configuration_has_none()
    {
        _bench.Settings.Replace(_bench.Settings.Current with { NotifySecret = null });
        await _bench.PlaceAsync(more: $$""", "customer": {"notifyUrl": "{{_server.Url}}"}""");

        await new Notify(_bench.Context, _http, Secret, new NotificationLog(_written.Add, _failed.Add)).RunAsync(CancellationToken.None);

        var post = Assert.Single(_server.Posts);
        Assert.Equal(WebhookSignature.Sign(Secret, post.Id, _bench.Now.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(post.Body)), post.Signature);
    }

    [Fact]
    public async Task Long_queue_is_sent_in_one_run()
    {
        const int Count = 300;
        for (var i = 0; i < Count; i++)
        {
            await _bench.PlaceAsync(more: $$""", "customer": {"notifyUrl": "{{_server.Url}}"}""");
        }

        Assert.Equal(Count, await _notify.RunAsync(CancellationToken.None));
        Assert.Equal(0, await _notify.RunAsync(CancellationToken.None));

        Assert.Equal(Count, _server.Posts.Select(p => p.Id).Distinct().Count());
    }

    private async Task RunAsync() => await _notify.RunAsync(CancellationToken.None);

    private async Task<IReadOnlyList<Notification>> KeptAsync(NotificationState? state = null) =>
        (await _bench.Store.ListNotificationsAsync(state, null, 100, CancellationToken.None)).Items;
}
