using MQTTnet;
using static Muster.Tests.Broker.ExpiryTests;

namespace Muster.Tests.Broker;

/// <summary>A retained message is there until it expires (MQTT 5, section 3.3.1.3).</summary>
public sealed class RetainedExpiryTests
{
    [Fact]
    public async Task A_late_subscriber_gets_what_has_not_expired_with_what_is_left_of_its_time()
    {
        await using var bench = await BrokerBench.StartAsync();
        await using var sender = await bench.ConnectAsync("sender");
        await PublishAsync(sender, "maps/a", "short", expires: 10, retain: true);
        await PublishAsync(sender, "maps/b", "long", expires: 60, retain: true);
        await bench.SettleAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([("long", 40u)], await ReadAsync(bench));
        Assert.Equal(0, bench.Expired);
    }

    [Theory]
    [InlineData(10u, 0u, 0u)]
    [InlineData(0u, 60u, 40u)]
    [InlineData(10u, 60u, 40u)]
    public async Task The_same_message_again_has_an_expiry_of_its_own(uint first, uint second, uint left)
    {
        await using var bench = await BrokerBench.StartAsync();
        await using var sender = await bench.ConnectAsync("sender");
        await PublishAsync(sender, "maps/a", "map", first, retain: true);
        await PublishAsync(sender, "maps/a", "map", second, retain: true);
        await bench.SettleAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([("map", left)], await ReadAsync(bench));
    }

    [Fact]
    public async Task An_expiry_outlives_a_restart()
    {
        await using var bench = await BrokerBench.StartAsync();
        await using (var sender = await bench.ConnectAsync("sender"))
        {
            await PublishAsync(sender, "maps/a", "short", expires: 10, retain: true);
            await PublishAsync(sender, "maps/b", "long", expires: 60, retain: true);
            await PublishAsync(sender, "maps/c", "for ever", expires: 0, retain: true);
        }

        await bench.SettleAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(20));
        await bench.RestartAsync();
        Assert.Equal([("long", 40u), ("for ever", 0u)], await ReadAsync(bench));

        bench.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal([("for ever", 0u)], await ReadAsync(bench));
    }

    /// <summary>What a new subscriber to <c>maps/#</c> gets, until a message that is sent last.</summary>
    private static async Task<List<(string Text, uint Left)>> ReadAsync(BrokerBench bench)
    {
        await using var late = await bench.ConnectAsync("late");
        await late.SubscribeAsync("maps/#");
        await bench.SendAsync("maps/end", "end");
        var messages = new List<(string, uint)>();
        while (await late.NextAsync() is { Topic: not "maps/end" } message)
        {
            messages.Add((message.ConvertPayloadToString(), message.MessageExpiryInterval));
        }

        // The library keeps no order between topics: the longest text last.
        messages.Sort((a, b) => a.Item1.Length - b.Item1.Length);
        return messages;
    }
}
