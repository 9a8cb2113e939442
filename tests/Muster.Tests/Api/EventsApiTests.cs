using System.Globalization;
using System.Net;
using Muster.Local.Store;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>The live feed.</summary>
public sealed class EventsApiTests
{
    [Fact]
    public async Task The_feed_tells_of_robots_orders_and_alerts()
    {
        await using var muster = await TestMuster.StartAsync();
        using var feed = await EventStream.OpenAsync(muster);
        Assert.Equal("ready", (await feed.NextAsync()).Kind);

        await using var robot = await TestRobot.ReadyAsync(muster);
        Assert.Equal("r1", (string?)(await feed.NextAsync("robot"))["name"]);
        var id = await muster.PlaceAsync();
        Assert.Equal((id, "PENDING"), await OrderAsync(feed));
        Assert.Equal((id, "ASSIGNED"), await OrderAsync(feed));
        await robot.StatusAsync("FAULT");
        var alert = await feed.NextAsync("alert");
        Assert.Equal(("ROBOT_FAULT", "OPEN"), ((string?)alert["kind"], (string?)alert["state"]));
    }

    [Fact]
    public async Task Nothing_is_missed_or_told_twice_between_two_connections_while_changes_go_on()
    {
        const int Count = 120;
        await using var muster = await TestMuster.StartAsync();
        var first = await EventStream.OpenAsync(muster);
        var lastId = (await first.NextAsync()).Id;
        first.Dispose();
        var placing = Task.Run(async () =>
        {
            var ids = new List<string>();
            for (var i = 0; i < Count; i++)
            {
                ids.Add(await muster.PlaceAsync());
            }

            return ids;
        });

        var seen = new List<(string Order, long Event)>();
        while (seen.Count < Count)
        {
            // A few events, and the connection breaks.
            using var feed = await EventStream.OpenAsync(muster, lastId);
            for (var i = 0; i < 8 && seen.Count < Count; i++)
            {
                var (kind, data, id) = await feed.NextAsync();
                if (kind == "order")
                {
                    seen.Add(((string)data["id"]!, long.Parse(id!, CultureInfo.InvariantCulture)));
                }
            }

            lastId = feed.LastId;
        }

        Assert.Equal(await placing, seen.Select(s => s.Order));
        Assert.Equal(seen.Select(s => s.Event).Distinct().Order(), seen.Select(s => s.Event));
    }

    [Fact]
    public async Task An_id_in_the_query_does_what_the_header_does()
    {
        await using var muster = await TestMuster.StartAsync();
        var ids = new[] { await muster.PlaceAsync(), await muster.PlaceAsync(), await muster.PlaceAsync() };

        using var feed = await EventStream.OpenAsync(muster, query: "?after=1");

        Assert.Equal(ids[1], (string?)(await feed.NextAsync("order"))["id"]);
        Assert.Equal(ids[2], (string?)(await feed.NextAsync("order"))["id"]);
    }

    [Fact]
    public async Task A_site_is_filtered_and_the_place_in_the_feed_moves_on_all_the_same()
    {
        await using var muster = await TestMuster.StartAsync();
        using var feed = await EventStream.OpenAsync(muster, query: "?site=oslo");
        await feed.NextAsync();
        await muster.PlaceAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        var id = await muster.PlaceAsync(site: "oslo");

        var (kind, data, place) = await feed.NextAsync();

        Assert.Equal(("order", id), (kind, (string?)data["id"]));
        Assert.True(long.Parse(place!, CultureInfo.InvariantCulture) > 2);
    }

    [Fact]
    public async Task Telemetry_comes_without_an_id()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster, more: ", \"battery\": 80");
        using var feed = await EventStream.OpenAsync(muster);
        var begin = (await feed.NextAsync()).Id;
        var battery = 80;

        // Telemetry is announced once a second at most: it goes on until one is.
        var next = feed.NextAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                battery = Math.Max(battery - 1, 30);
                await robot.StatusAsync("ONLINE", FormattableString.Invariant($", \"battery\": {battery}"));
                return next.IsCompleted;
            },
            "telemetry");
        var (kind, data, id) = await next;

        Assert.Equal(("robot", null), (kind, id));
        Assert.True((double)data["battery"]! < 80);
        Assert.Equal(begin, feed.LastId);
    }

    [Fact]
    public async Task An_id_that_was_never_given_out_is_answered_with_a_reset()
    {
        await using var muster = await TestMuster.StartAsync();
        await muster.PlaceAsync();

        using var feed = await EventStream.OpenAsync(muster, "999999");

        await feed.NextAsync("reset");
        var id = await muster.PlaceAsync();
        Assert.Equal(id, (string?)(await feed.NextAsync("order"))["id"]);
    }

    [Fact]
    public async Task An_id_from_before_what_is_kept_is_answered_with_a_reset_and_all_that_is()
    {
        await using var muster = await TestMuster.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await muster.PlaceAsync();
        }

        using (var db = SqliteConnection.Open(Path.Combine(muster.Data, "muster.db"), readOnly: false))
        {
            db.Execute("DELETE FROM feed WHERE seq <= 3");
        }

        var fourth = await muster.PlaceAsync();
        using var feed = await EventStream.OpenAsync(muster, "1");
        await feed.NextAsync("reset");

        await feed.NextAsync("order");
        Assert.Equal(fourth, (string?)(await feed.NextAsync("order"))["id"]);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task An_id_that_is_none_is_refused(string id)
    {
        await using var muster = await TestMuster.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Add("Last-Event-ID", id);

        using var reply = await muster.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(id, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_feed()
    {
        var muster = await TestMuster.StartAsync();
        using var feed = await EventStream.OpenAsync(muster);
        await feed.NextAsync();
        var end = Assert.ThrowsAnyAsync<Exception>(() => feed.NextAsync());

        await muster.DisposeAsync();

        Assert.IsNotType<OperationCanceledException>(await end);
    }

    private static async Task<(string?, string?)> OrderAsync(EventStream feed)
    {
        var order = await feed.NextAsync("order");
        return ((string?)order["id"], (string?)order["state"]);
    }
}
