using System.Text;
using Muster.Fleet.Functions;
using Muster.Fleet.Store;
using Muster.Tests.Cases;

namespace Muster.Tests.Functions;

/// <summary>A message on <c>sites/{site}/orders</c> that is delivered again.</summary>
public sealed class PlaceOrderTests
{
    private const string Latte = """{"item":"latte"}""";

    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Event_that_the_cloud_hands_over_again_makes_one_order()
    {
        await PlaceAsync(Latte, eventId: "e1");
        await PlaceAsync(Latte, eventId: "e1");
        Assert.Equal(1, await CountAsync());

        await PlaceAsync(Latte, eventId: "e2");
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Message_that_its_client_sends_again_makes_one_order()
    {
        await PlaceAsync(Latte, sender: "terminal-3", correlation: "AQ==");
        _bench.Clock.Advance(TimeSpan.FromMinutes(9));
        await PlaceAsync(Latte, sender: "terminal-3", correlation: "AQ==", eventId: "another, as the broker had it twice");

        Assert.Equal(1, await CountAsync());
        Assert.Equal(2, _bench.Sent.To("terminals/answers").Count);
    }

    [Theory]
    [InlineData(Latte, "terminal-3", "Ag==", 0)]
    [InlineData(Latte, "terminal-4", "AQ==", 0)]
    [InlineData("""{"item":"tea"}""", "terminal-3", "AQ==", 0)]
    [InlineData(Latte, "terminal-3", "AQ==", 20)]
    [InlineData(Latte, null, "AQ==", 0)]
    [InlineData(Latte, "terminal-3", null, 0)]
    public async Task Another_message_is_another_order(string payload, string? sender, string? correlation, int minutes)
    {
        await PlaceAsync(Latte, sender: "terminal-3", correlation: "AQ==");
        _bench.Clock.Advance(TimeSpan.FromMinutes(minutes));

        await PlaceAsync(payload, sender, correlation);

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Key_of_the_message_itself_goes_first()
    {
        await PlaceAsync("""{"item":"latte","key":"k1"}""", eventId: "e1");
        await PlaceAsync("""{"item":"latte","key":"k2"}""", eventId: "e1");

        Assert.NotNull(await _bench.Store.FindOrderByKeyAsync("k1", CancellationToken.None));
        Assert.NotNull(await _bench.Store.FindOrderByKeyAsync("k2", CancellationToken.None));
    }

    [Theory]
    [InlineData("sites/munich/orders")]
    [InlineData("robots/r1/commands")]
    [InlineData("fleet/orders/x")]
    [InlineData("$aws/events/x")]
    public async Task Answer_is_never_sent_to_where_it_would_be_taken_for_something_else(string topic)
    {
        var outcome = await PlaceAsync(Latte, topic: topic);

        Assert.Equal(("invalid-topic", "responseTopic"), (outcome.Refusal!.WireCode, outcome.Refusal.Field));
        Assert.Empty(_bench.Sent.To(topic));
        Assert.Equal(0, await CountAsync());
    }

    private async Task<FunctionOutcome> PlaceAsync(string payload, string? sender = null, string? correlation = null, string? eventId = null, string topic = "terminals/answers")
    {
        var columns = new StringBuilder("""{"topicSite":"munich" """);
        foreach (var (name, value) in new[] { ("senderId", sender), ("correlationData", correlation), ("eventId", eventId), ("responseTopic", topic) })
        {
            columns.Append(value is null ? "" : $",\"{name}\":\"{value}\"");
        }

        var e = new FunctionEvent(Encoding.UTF8.GetBytes($"{columns},{payload[1..]}"));
        return await new PlaceOrder(_bench.Context, _bench.Orders).HandleAsync(e, CancellationToken.None);
    }

    private async Task<int> CountAsync() => (await _bench.Store.ListOrdersAsync(new OrderQuery(), CancellationToken.None)).Items.Count;
}
