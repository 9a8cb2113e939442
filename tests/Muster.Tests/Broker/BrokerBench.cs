using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MQTTnet;
using MQTTnet.Formatter;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Local.Broker;
using Muster.Local.Rules;
using Muster.Tests.Store;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

/// <summary>The broker alone, with a clock of its own and the fleet's way to send in the test's hand.</summary>
internal sealed class BrokerBench : IAsyncDisposable
{
    private readonly SqliteBench _store = new();
    private readonly TestMeters _meters = new();
    private readonly MeterListener _listener = new();
    private readonly List<Rule> _rules;
    private readonly FleetFunction _function;
    private MqttBroker _broker = null!;
    private long _expired;

    private BrokerBench(List<Rule> rules, FleetFunction function)
    {
        _rules = rules;
        _function = function;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "muster.mqtt.expired" && instrument.Meter.Scope == _meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _expired, count));
        _listener.Start();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public ICommandSender Sender { get; private set; } = null!;

    public int Port { get; private set; }

    /// <summary>How many messages were not delivered because they had expired.</summary>
    public long Expired => Interlocked.Read(ref _expired);

    /// <summary>A broker with the rule <paramref name="sql"/>, if any, beside the built-in ones, which do nothing here.</summary>
    public static async Task<BrokerBench> StartAsync(string? sql = null, FleetFunction? function = null)
    {
        List<Rule> rules = sql is null ? [] : [new Rule("rule", sql, "function")];
        var bench = new BrokerBench(rules, function ?? ((_, _) => ValueTask.FromResult(FunctionOutcome.Accepted)));
        await bench.StartBrokerAsync();
        return bench;
    }

    /// <summary>Stops the broker and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await _broker.DisposeAsync();
        _store.Close();
        await StartBrokerAsync();
    }

    /// <summary>A client; without a keep-alive, as the clock jumps.</summary>
    public Task<TestClient> ConnectAsync(string clientId, MqttProtocolVersion version = MqttProtocolVersion.V500, bool isLasting = false)
    {
        var options = new MqttClientOptionsBuilder().WithClientId(clientId).WithProtocolVersion(version).WithTcpServer("127.0.0.1", Port).WithNoKeepAlive().WithTimeout(TimeSpan.FromSeconds(20));
        if (isLasting)
        {
            _ = version == MqttProtocolVersion.V500
                ? options.WithCleanStart(false).WithSessionExpiryInterval(24 * 3600)
                : options.WithCleanSession(false);
        }

        return TestClient.ConnectAsync(options.Build());
    }

    /// <summary>A client that subscribed and went away, with its session kept.</summary>
    public async Task LeaveAsync(string clientId, string filter, MqttProtocolVersion version)
    {
        await using var client = await ConnectAsync(clientId, version, isLasting: true);
        await client.SubscribeAsync(filter);
        await client.DisconnectAsync();
    }

    /// <summary>The fleet sends.</summary>
    public ValueTask SendAsync(string topic, string payload, TimeSpan? expires = null) =>
        Sender.SendAsync(new OutboundMessage(topic, System.Text.Encoding.UTF8.GetBytes(payload)) { Expires = expires }, CancellationToken.None);

    /// <summary>Waits until all that was published before is with its subscribers' sessions, and retained.</summary>
    public async Task SettleAsync()
    {
        await using var client = await ConnectAsync("settle");
        await client.SubscribeAsync("settle");
        await SendAsync("settle", "all that came before");
        await client.NextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _listener.Dispose();
        _store.Dispose();
        _meters.Dispose();
    }

    private async Task StartBrokerAsync()
    {
        var rules = new RuleEngine(new RuleEngineParts(_store.Store, new JsonLinesFiles(_store.Folder), Clock, new Random(1)), _rules, _meters, NullLogger<RuleEngine>.Instance);
        _broker = new MqttBroker(_store.Store, rules, With, _meters, Clock, new Random(1), NullLogger<MqttBroker>.Instance);
        Port = (await _broker.StartAsync(new IPEndPoint(IPAddress.Loopback, 0))).Port;
    }

    private Dictionary<string, FleetFunction> With(ICommandSender sender)
    {
        Sender = sender;
        var functions = FleetRules.BuiltIn.ToDictionary(r => r.Function!, FleetFunction (_) => (_, _) => ValueTask.FromResult(FunctionOutcome.Accepted));
        functions["function"] = _function;
        return functions;
    }
}
