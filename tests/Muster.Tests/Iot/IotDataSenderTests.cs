using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Muster.Fleet.Messages;
using static Muster.Tests.Iot.IotBench;

namespace Muster.Tests.Iot;

public sealed class IotDataSenderTests
{
    [Fact]
    public async Task Message_arrives_signed_at_QoS_1()
    {
        await using var bench = await StartAsync();

        var published = await bench.SendAsync(Message("robots/r1/commands", """{"command":"CHARGE"}"""));

        Assert.Equal("/topics/robots%2Fr1%2Fcommands", published.Path);
        Assert.Equal("""{"command":"CHARGE"}""", published.Text);
        Assert.Equal(new Dictionary<string, string> { ["qos"] = "1", ["contentType"] = "application/json" }, published.Query);
        Assert.Null(published.Correlation);
        Assert.Equal((1, 0), (bench.Sender.Sent, bench.Sender.NotSent));
    }

    [Theory]
    [InlineData("fleet/alerts/-")]
    [InlineData("robots/a:b.c_d-e/commands")]
    [InlineData("answers/with space/a+b/50%/50%25/q?x=1&y#z")]
    [InlineData("answers/küche/キッチン/🤖")]
    [InlineData("a/../b")]
    [InlineData("..")]
    [InlineData("/leading//double/trailing/")]
    [InlineData("quo'te\"s/(!*)/[x]/{y}/a\\b/~")]
    public async Task Topic_arrives_letter_by_letter(string topic)
    {
        await using var bench = await StartAsync();
        Assert.Equal(topic, (await bench.SendAsync(Message(topic))).Topic);
    }

    [Fact]
    public async Task Properties_of_MQTT_5_travel_along()
    {
        await using var bench = await StartAsync();
        byte[] correlation = [0, 1, 254, 255];

        var published = await bench.SendAsync(Message("answers/1") with { Retain = true, Expires = TimeSpan.FromSeconds(30.2), CorrelationData = correlation });

        Assert.Equal(Convert.ToBase64String(correlation), published.Correlation);
        Assert.Equal("true", published.Query["retain"]);
        Assert.Equal("31", published.Query["messageExpiry"]);
    }

    [Fact]
    public async Task Empty_retained_message_takes_the_last_one_off()
    {
        await using var bench = await StartAsync();
        var published = await bench.SendAsync(FleetMessages.RobotRetired("r1"));
        Assert.Empty(published.Payload);
        Assert.Equal(new Dictionary<string, string> { ["qos"] = "1", ["retain"] = "true" }, published.Query);
    }

    [Fact]
    public async Task Session_token_of_temporary_credentials_is_sent_and_signed()
    {
        await using var bench = await StartAsync(() => new SessionAWSCredentials(Key, Secret, "token/with+signs=="), "token/with+signs==");
        await bench.SendAsync(Message("t"));
    }

    [Fact]
    public async Task Time_of_the_signature_is_that_of_the_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero));
        await using var bench = await StartAsync(clock: clock);
        Assert.Equal("20310203T040506Z", (await bench.SendAsync(Message("t"))).Date);
    }

    [Fact]
    public async Task Wrong_key_is_refused_and_that_is_logged_and_fails_nobody()
    {
        await using var bench = await StartAsync(() => new BasicAWSCredentials(Key, "another"));

        await bench.Sender.SendAsync(Message("robots/r1/commands"), CancellationToken.None);
        await bench.Sender.FlushAsync();

        Assert.Equal((0, 1, 1), (bench.Sender.Sent, bench.Sender.NotSent, bench.Server.Calls));
        var (level, text) = Assert.Single(bench.Log.Lines);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("robots/r1/commands", text, StringComparison.Ordinal);
        Assert.Contains("403", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_the_log_says_so()
    {
        await using var bench = await StartAsync(() => throw new AmazonClientException("no chain"));

        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        await bench.Sender.FlushAsync();

        Assert.Equal(1, bench.Sender.NotSent);
        Assert.Contains("no credentials to sign with: no chain", Assert.Single(bench.Log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_is_kept()
    {
        await using var bench = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await bench.Sender.SendAsync(Message($"t/{i}"), CancellationToken.None);
            await bench.Sender.FlushAsync();
        }

        Assert.Equal(5, bench.Server.Published.Count);
        Assert.Single(bench.Server.Connections);
    }
}
