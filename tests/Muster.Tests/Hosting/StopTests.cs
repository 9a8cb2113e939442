using MQTTnet;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Hosting;

public sealed class StopTests : IDisposable
{
    private const byte ServerShuttingDown = 0x8B;

    private readonly TempFolder _data = new();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_stops_it_cleanly_with_nobody_connected(string signal)
    {
        await using var muster = await MusterProcess.UpAsync(_data.Path);
        await EndsCleanlyAsync(muster, signal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_stops_it_cleanly_with_clients_on_TCP_and_WebSocket(string signal)
    {
        await using var muster = await MusterProcess.UpAsync(_data.Path);
        using var old = await MqttProbe.ConnectAsync(muster.MqttPort, "old", version: 4);
        using var modern = await MqttProbe.ConnectAsync(muster.MqttPort, "modern", version: 5);
        using var web = new MqttClientFactory().CreateMqttClient();
        await web.ConnectAsync(new MqttClientOptionsBuilder().WithClientId("web").WithWebSocketServer(w => w.WithUri($"ws://127.0.0.1:{muster.HttpPort}/mqtt")).Build());
        await web.SubscribeAsync("fleet/#");
        Assert.True(await old.PublishAsync("robots/old/status", """{"status":"ONLINE"}""", 1));

        await EndsCleanlyAsync(muster, signal);

        var goodbye = await modern.ReadAsync();
        Assert.Equal((ProbePackets.Disconnect, ServerShuttingDown), (goodbye!.Value.Type, goodbye.Value.Body[0]));
        Assert.Null(await old.ReadAsync());
        await Eventually.TrueAsync(() => Task.FromResult(!web.IsConnected), "the WebSocket client sees the end");
    }

    [Fact]
    public async Task Signal_stops_it_cleanly_with_a_client_that_never_reads()
    {
        await using var muster = await MusterProcess.UpAsync(_data.Path);
        using var lazy = new MqttClientFactory().CreateMqttClient();
        await lazy.ConnectAsync(new MqttClientOptionsBuilder().WithClientId("lazy").WithTcpServer("127.0.0.1", muster.MqttPort).Build());
        var never = new TaskCompletionSource();
        lazy.ApplicationMessageReceivedAsync += _ => never.Task;
        await lazy.SubscribeAsync("#", MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce);
        using var busy = await MqttProbe.ConnectAsync(muster.MqttPort, "busy");
        for (ushort i = 1; i <= 200; i++)
        {
            Assert.True(await busy.PublishAsync("elsewhere", new string('x', 60_000), i));
        }

        await EndsCleanlyAsync(muster, "TERM");
        never.SetResult();
    }

    [Fact]
    public async Task Same_folder_and_ports_are_free_again_afterwards()
    {
        int mqtt, http;
        await using (var first = await MusterProcess.UpAsync(_data.Path))
        {
            (mqtt, http) = (first.MqttPort, first.HttpPort);
            using var client = await MqttProbe.ConnectAsync(mqtt, "client");
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = MusterProcess.Launch(["up", "--mqtt-port", $"{mqtt}", "--http-port", $"{http}", "--data", _data.Path]);
        await second.BecomeReadyAsync(_data.Path);
        Assert.Equal((mqtt, http), (second.MqttPort, second.HttpPort));
    }

    public void Dispose() => _data.Dispose();

    private async Task EndsCleanlyAsync(MusterProcess muster, string signal)
    {
        await muster.SignalAsync(signal);
        Assert.Equal(0, await muster.ExitAsync());
        Assert.False(File.Exists(_data.File("muster.run.json")), "muster.run.json is still there");
        Assert.Empty(muster.Errors);
        Assert.DoesNotContain("Exception", muster.Output, StringComparison.Ordinal);

        // With a clean end all is in the one file: it can be copied away.
        Assert.False(File.Exists(_data.File("muster.db-wal")), "the write-ahead log is still there");
    }
}
