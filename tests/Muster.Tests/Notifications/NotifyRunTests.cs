using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Fleet.Store;
using Muster.Tests.Cases;
using Muster.Tests.Support;

namespace Muster.Tests.Notifications;

/// <summary>A server that does not answer, beside one that does.</summary>
public sealed class NotifyRunTests : IAsyncLifetime
{
    private readonly List<Notification> _failed = [];
    private readonly WebhookClients _http = new();
    private WebServer _dead = null!;
    private WebServer _server = null!;
    private FleetBench _bench = null!;
    private Notify _notify = null!;

    public async ValueTask InitializeAsync()
    {
        (_server, _dead) = (await WebServer.StartAsync(), await WebServer.StartAsync());
        _dead.Hangs = new TaskCompletionSource();
        _bench = new FleetBench(FleetBench.Patient() with
        {
            Channels = [new AlertChannel { Name = "ops", Type = AlertChannelType.Webhook, Url = new Uri(_server.Url) }],
            AllowPrivateNotify = true,
        });
        _notify = NewNotify();
    }

    public async ValueTask DisposeAsync()
    {
        _dead.Hangs!.TrySetResult();
        _http.Dispose();
        await _server.DisposeAsync();
        await _dead.DisposeAsync();
    }

    [Fact]
    public async Task Server_that_does_not_answer_holds_up_nobody_else()
    {
        await PlaceAsync(_dead, 300);
        await PlaceAsync(_server, 5);
        await _bench.ReportAsync("r1", "FAULT", site: "oslo");

        var run = _notify.RunAsync(CancellationToken.None).AsTask();

        await Eventually.TrueAsync(() => Task.FromResult(_server.Posts.Count(p => p.Type == "alert.open") == 1 && _dead.Posts.Count == 4), "the alert is out and the dead server was asked");
        Assert.False(run.IsCompleted);
        await EndAsync(run);
        Assert.Equal(6, _server.Posts.Count);
        Assert.Equal(4, _dead.Posts.Count);
    }

    [Fact]
    public async Task Flood_of_a_rule_holds_up_no_alert()
    {
        var now = _bench.Context.Clock.GetUtcNow();
        for (var i = 0; i < 1_500; i++)
        {
            var id = Notification.IdOf($"{i}");
            var flood = new Notification { Id = id, Channel = Notification.ChannelOfRule("flood"), Url = _dead.Url, Subject = "a", Payload = "{}", CreatedAt = now, Due = now, Version = 1 };
            await _bench.Context.Store.CommitAsync(new Commit { Notifications = [new NotificationPut(id, flood, ExpectedVersion: 0)] }, CancellationToken.None);
        }

        await _bench.ReportAsync("r1", "FAULT", site: "oslo");
        var run = _notify.RunAsync(CancellationToken.None).AsTask();

        await Eventually.TrueAsync(() => Task.FromResult(_server.Posts.Count == 1 && _dead.Posts.Count == 4), "the alert is out and the rule's server was asked");
        await EndAsync(run);
        Assert.Equal(4, _dead.Posts.Count);
    }

    [Fact]
    public async Task Server_that_does_not_answer_is_waited_for_once_and_not_once_for_each()
    {
        await PlaceAsync(_dead, 300);
        var run = _notify.RunAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(_dead.Posts.Count == 4), "the dead server was asked");

        await EndAsync(run);

        var kept = await KeptAsync();
        Assert.Equal(300, kept.Count);
        Assert.All(kept, n => Assert.Equal((1, NotificationState.Waiting), (n.Attempts, n.State)));
        Assert.Equal(4, kept.Count(n => n.LastError == "no answer within 10 s"));
        Assert.Equal(296, kept.Count(n => n.LastError!.StartsWith("not tried, as http://127.0.0.1:", StringComparison.Ordinal)));
        Assert.Equal(4, _failed.Count);
    }

    [Fact]
    public async Task Alert_that_opens_while_a_server_hangs_goes_out_in_the_same_run()
    {
        await PlaceAsync(_dead, 1);
        var run = _notify.RunAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(_dead.Posts.Count == 1), "the dead server was asked");

        await _bench.ReportAsync("r1", "FAULT", site: "oslo");
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));

        await Eventually.TrueAsync(() => Task.FromResult(_server.Posts.Count == 1), "the alert is out");
        Assert.False(run.IsCompleted);
        await EndAsync(run);
    }

    [Fact]
    public async Task Of_two_hosts_that_see_it_due_one_sends_it()
    {
        await PlaceAsync(_dead, 1);
        var first = _notify.RunAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(_dead.Posts.Count == 1), "the first host sends it");

        Assert.Equal(0, await NewNotify().RunAsync(CancellationToken.None));

        _dead.Hangs!.SetResult();
        Assert.Equal(1, await first);
        Assert.Single(_dead.Posts);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task What_a_host_claimed_and_never_sent_is_sent_by_another_later()
    {
        await PlaceAsync(_dead, 1);
        using (var crash = new CancellationTokenSource())
        {
            var first = _notify.RunAsync(crash.Token).AsTask();
            await Eventually.TrueAsync(() => Task.FromResult(_dead.Posts.Count == 1), "the first host sends it");
            await crash.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        }

        _dead.Hangs!.SetResult();
        Assert.Equal(0, await NewNotify().RunAsync(CancellationToken.None));
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, await NewNotify().RunAsync(CancellationToken.None));
        Assert.Equal(2, _dead.Posts.Count);
    }

    private Notify NewNotify() => new(_bench.Context, _http, secret: null, new NotificationLog(_ => { }, _failed.Add));

    private async Task PlaceAsync(WebServer server, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _bench.PlaceAsync(more: $$""", "customer": {"notifyUrl": "{{server.Url}}"}""");
        }
    }

    /// <summary>Lets the time pass after which nobody is waited for any more.</summary>
    private async Task EndAsync(Task run)
    {
        _bench.Clock.Advance(TimeSpan.FromSeconds(11));
        await run.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private async Task<IReadOnlyList<Notification>> KeptAsync() =>
        (await _bench.Store.ListNotificationsAsync(null, null, 1000, CancellationToken.None)).Items;
}
