using Microsoft.Extensions.Logging;

namespace Muster.Local.Broker;

/// <summary>What all connections share.</summary>
internal sealed class BrokerContext(Ingress ingress, MessageRouter router, ClientSessions sessions, BrokerMetrics metrics, MessageExpiry expiry, TimeProvider clock, Random random, ILogger log)
{
    private long _version;

    public Ingress Ingress => ingress;

    public MessageRouter Router => router;

    public ClientSessions Sessions => sessions;

    public BrokerMetrics Metrics => metrics;

    public MessageExpiry Expiry => expiry;

    public TimeProvider Clock => clock;

    public ILogger Log => log;

    /// <summary>Whether the broker is on its way down: connections then end without a word about their robots.</summary>
    public bool IsStopping { get; set; }

    /// <summary>A number that rises with every connection, beyond a restart too: it begins with the time.</summary>
    public long NextVersion()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _version);
            var next = Math.Max(last + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref _version, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>A client id for a client that brings none (MQTT 3.1.1 and 5, section 3.1.3.1).</summary>
    public string NewClientId()
    {
        lock (random)
        {
            return $"auto-{random.NextInt64():x16}";
        }
    }
}
