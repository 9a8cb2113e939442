using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Muster.Hosting;
using Muster.Tests.Support;

namespace Muster.Tests.Hosting;

public sealed class DemoTests
{
    [Fact]
    public async Task The_trickle_places_orders_at_both_sites()
    {
        await using var muster = await TestMuster.StartAsync();
        var clock = new FakeTimeProvider();
        await using var orders = DemoOrders.Start(muster.Http.BaseAddress!, clock, new Random(1));
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(orders.Placed >= 10);
            },
            "ten orders");
        Assert.Equal(0, orders.Failed);
        var items = (await muster.Http.GetFromJsonAsync<JsonNode>("/api/orders"))!["items"]!.AsArray();
        Assert.Equal(["lisbon", "munich"], items.Select(o => (string)o!["site"]!).Distinct().Order());
    }

    [Fact]
    public async Task Orders_that_nobody_takes_are_only_counted()
    {
        var clock = new FakeTimeProvider();
        await using var orders = DemoOrders.Start(new Uri("http://127.0.0.1:1"), clock, new Random(1));
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(orders.Failed >= 2);
            },
            "two failures");
        Assert.Equal(0, orders.Placed);
    }

    [Fact]
    public async Task The_demo_has_a_dozen_robots_at_two_sites()
    {
        await using var muster = await TestMuster.StartAsync();
        var mqtt = new IPEndPoint(IPAddress.Loopback, muster.MqttPort);
        await using var demo = await DemoFleet.StartAsync(mqtt, muster.Http.BaseAddress!, TimeProvider.System, new Random(1));
        await Eventually.TrueAsync(
            async () => (await muster.Http.GetFromJsonAsync<JsonNode>("/api/robots"))!["items"]!.AsArray().Count == 12,
            "twelve robots");
        Assert.Equal("munich", (string?)(await muster.FindAsync("munich-6"))!["site"]);
        Assert.Equal("lisbon", (string?)(await muster.FindAsync("lisbon-6"))!["site"]);
    }
}
