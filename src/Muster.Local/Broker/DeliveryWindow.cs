namespace Muster.Local.Broker;

/// <summary>
/// The messages that were sent to one client at QoS 1 or 2 and that it has not acknowledged; at most as many as its Receive
/// Maximum (MQTT 5, section 4.9).
/// </summary>
internal sealed class DeliveryWindow
{
    /// <summary>The most that are under way, whatever the client allows.</summary>
    public const int Max = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, int> _underWay = [];
    private TaskCompletionSource? _room;

    /// <summary>The client's Receive Maximum, from its CONNECT.</summary>
    public int Limit { get; set; } = Max;

    /// <summary>Waits for room and takes it.</summary>
    public async ValueTask EnterAsync(ushort packetIdentifier, int bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_underWay.Count < Limit || _underWay.ContainsKey(packetIdentifier))
                {
                    _underWay[packetIdentifier] = bytes;
                    return;
                }

                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The client acknowledged a message; its size, or -1 when it was not under way.</summary>
    public int Leave(ushort packetIdentifier)
    {
        lock (_gate)
        {
            if (!_underWay.Remove(packetIdentifier, out var bytes))
            {
                return -1;
            }

            _room?.TrySetResult();
            _room = null;
            return bytes;
        }
    }
}
