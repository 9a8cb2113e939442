using System.Buffers;
using System.Text;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;

namespace Muster.Tests.Support;

/// <summary>An MQTT client with an inbox.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<MqttApplicationMessage> _inbox = Channel.CreateUnbounded<MqttApplicationMessage>();

    public MqttClientConnectResult Connected { get; private set; } = null!;

    public IMqttClient Raw => _client;

    public static async Task<TestClient> ConnectAsync(MqttClientOptions options)
    {
        var client = new TestClient();
        client._client.ApplicationMessageReceivedAsync += e =>
        {
            client._inbox.Writer.TryWrite(e.ApplicationMessage);
            return Task.CompletedTask;
        };
        client.Connected = await client._client.ConnectAsync(options);
        return client;
    }

    public Task<MqttClientSubscribeResult> SubscribeAsync(params string[] filters)
    {
        var options = new MqttClientSubscribeOptionsBuilder();
        foreach (var filter in filters)
        {
            options.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        return _client.SubscribeAsync(options.Build());
    }

    public Task<MqttClientPublishResult> PublishAsync(string topic, string payload, int qos = 1, bool retain = false) =>
        PublishAsync(topic, Encoding.UTF8.GetBytes(payload), qos, retain);

    public Task<MqttClientPublishResult> PublishAsync(string topic, byte[] payload, int qos = 1, bool retain = false) =>
        _client.PublishAsync(new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
            Retain = retain,
        });

    public Task<MqttClientPublishResult> ReportAsync(string robot, string status, string more = "") =>
        PublishAsync($"robots/{robot}/status", $$"""{"name": "{{robot}}", "status": "{{status}}"{{more}}}""");

    public async Task<MqttApplicationMessage> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _inbox.Reader.ReadAsync(deadline.Token);
    }

    public async Task<string> NextTextAsync() => Encoding.UTF8.GetString((await NextAsync()).Payload.ToArray());

    public bool HasMail => _inbox.Reader.Count > 0;

    public Task DisconnectAsync() => _client.DisconnectAsync();

    /// <summary>Ends the connection without a DISCONNECT, as a robot that loses its network or its power.</summary>
    public void Drop() => _client.Dispose();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
