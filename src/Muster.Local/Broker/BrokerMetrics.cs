using System.Diagnostics.Metrics;
using Muster.Fleet.Functions;

namespace Muster.Local.Broker;

/// <summary>What the broker counts.</summary>
internal sealed class BrokerMetrics
{
    private static readonly KeyValuePair<string, object?> Accepted = new("outcome", "accepted");
    private static readonly KeyValuePair<string, object?> Stale = new("outcome", "stale");
    private static readonly KeyValuePair<string, object?> Refused = new("outcome", "refused");
    private static readonly KeyValuePair<string, object?> FailedOutcome = new("outcome", "failed");
    private readonly Counter<long> _messages;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _expired;
    private readonly UpDownCounter<int> _connections;

    public BrokerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Muster");
        _messages = meter.CreateCounter<long>("muster.messages", "{message}", "Messages received, by what came of them");
        _dropped = meter.CreateCounter<long>("muster.mqtt.dropped", "{message}", "Messages dropped because a subscriber's queue was full");
        _expired = meter.CreateCounter<long>("muster.mqtt.expired", "{message}", "Messages not delivered because their expiry interval had passed");
        _connections = meter.CreateUpDownCounter<int>("muster.mqtt.connections", "{connection}", "MQTT connections that are open");

        // There from the start, so that the first one is seen as a step.
        foreach (var outcome in new[] { Accepted, Stale, Refused, FailedOutcome })
        {
            _messages.Add(0, outcome);
        }

        _dropped.Add(0);
        _expired.Add(0);
    }

    public void Received(FunctionOutcomeKind kind) => _messages.Add(1, kind switch
    {
        FunctionOutcomeKind.Accepted => Accepted,
        FunctionOutcomeKind.Stale => Stale,
        _ => Refused,
    });

    public void Failed() => _messages.Add(1, FailedOutcome);

    public void Dropped() => _dropped.Add(1);

    public void Expired() => _expired.Add(1);

    public void Connected() => _connections.Add(1);

    public void Disconnected() => _connections.Add(-1);
}
