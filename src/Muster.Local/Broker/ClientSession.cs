using MQTTnet.Server;

namespace Muster.Local.Broker;

/// <summary>
/// What the edge keeps of a client's session, beside what the MQTT library keeps: its subscriptions, and how much is queued
/// for it, so that a slow or absent subscriber never makes the process grow without limit.
/// </summary>
internal sealed class ClientSession(string clientId)
{
    /// <summary>The most messages that wait for one client.</summary>
    public const int MaxQueuedMessages = 20_000;

    /// <summary>The most bytes of payload that wait for one client.</summary>
    public const int MaxQueuedBytes = 16 * 1024 * 1024;

    /// <summary>The most subscriptions of one client.</summary>
    public const int MaxSubscriptions = 10_000;

    private readonly Lock _gate = new();
    private int _volatileMessages;
    private int _volatileBytes;
    private int _lastingMessages;
    private int _lastingBytes;

    public string ClientId => clientId;

    /// <summary>The library's session, once it has a subscription.</summary>
    public MqttSessionStatus? Queue { get; set; }

    /// <summary>The connection that serves it; none while the client is away.</summary>
    public MqttConnection? Connection { get; set; }

    /// <summary>The filters that it subscribed to; guarded by the index.</summary>
    public HashSet<string> Filters { get; } = new(StringComparer.Ordinal);

    /// <summary>Packet identifiers of QoS 2 messages that were received and not yet released (MQTT 5, section 4.3.3).</summary>
    public HashSet<ushort> Unreleased { get; } = [];

    /// <summary>The subscription identifier of the SUBSCRIBE that is being worked on.</summary>
    public uint SubscriptionIdentifier { get; set; }

    /// <summary>How long the session outlives its connection.</summary>
    public TimeSpan Expiry { get; set; }

    /// <summary>When its last connection ended; none while there is one.</summary>
    public DateTimeOffset? DisconnectedAt { get; set; }

    /// <summary>Takes room for a message; false when the client's queue is full.</summary>
    public bool TryReserve(int bytes, bool lasting)
    {
        lock (_gate)
        {
            var messages = _volatileMessages + _lastingMessages;
            if (messages > 0 && (messages >= MaxQueuedMessages || _volatileBytes + _lastingBytes + bytes > MaxQueuedBytes))
            {
                return false;
            }

            if (lasting)
            {
                _lastingMessages++;
                _lastingBytes += bytes;
            }
            else
            {
                _volatileMessages++;
                _volatileBytes += bytes;
            }

            return true;
        }
    }

    /// <summary>Gives the room back: a QoS 0 message was sent, or a lasting one acknowledged.</summary>
    public void Release(int bytes, bool lasting)
    {
        lock (_gate)
        {
            if (lasting)
            {
                _lastingMessages--;
                _lastingBytes -= bytes;
            }
            else
            {
                _volatileMessages--;
                _volatileBytes -= bytes;
            }
        }
    }

    /// <summary>A new connection takes the session over: what waited at QoS 0 is gone, as the library drops it.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _volatileMessages = 0;
            _volatileBytes = 0;
        }
    }
}
