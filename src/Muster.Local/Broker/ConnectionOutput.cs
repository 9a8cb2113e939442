namespace Muster.Local.Broker;

/// <summary>
/// What is on its way to one client. Packets are written whole and in order from any thread; what the peer does not take
/// at once waits here, and those who write much wait for it with <see cref="DrainAsync"/>.
/// </summary>
internal sealed class ConnectionOutput(Transport transport)
{
    private const int KeptCapacity = 4096;
    private readonly Lock _gate = new();
    private byte[] _waiting = [];
    private byte[] _sendingBuffer = [];
    private int _count;
    private bool _held;
    private bool _closed;
    private Task? _sending;

    /// <summary>How many bytes wait for the peer to take them.</summary>
    public int Waiting => _count;

    /// <summary>Whether nothing is on its way.</summary>
    public bool IsIdle => _sending is null;

    /// <summary>Writes a packet; it leaves at once, or at the end of the thread's <see cref="CoalescedWrites"/>.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_held || _sending is not null || _count > 0 || CoalescedWrites.IsActive)
            {
                Append(packet);
                if (!_held && _sending is null)
                {
                    _held = CoalescedWrites.TryHold(this);
                }

                return;
            }

            var sent = transport.TrySend(packet);
            if (sent < packet.Length)
            {
                Append(packet[sent..]);
                _sending = SendAsync();
            }
        }
    }

    /// <summary>Sends what was held back.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _held = false;
            if (_sending is not null || _count == 0 || _closed)
            {
                return;
            }

            var sent = transport.TrySend(_waiting.AsSpan(0, _count));
            _count -= sent;
            if (_count > 0)
            {
                _waiting.AsSpan(sent, _count).CopyTo(_waiting);
                _sending = SendAsync();
            }
        }
    }

    /// <summary>Waits until the peer has taken what is waiting now.</summary>
    public async ValueTask DrainAsync()
    {
        while (_sending is { } sending)
        {
            await sending.ConfigureAwait(false);
        }
    }

    private void Append(ReadOnlySpan<byte> packet)
    {
        if (_waiting.Length - _count < packet.Length)
        {
            Array.Resize(ref _waiting, Math.Max(_count + packet.Length, Math.Max(64, _waiting.Length * 2)));
        }

        packet.CopyTo(_waiting.AsSpan(_count));
        _count += packet.Length;
    }

    private async Task SendAsync()
    {
        // Off the caller's thread and out of its lock.
        await Task.Yield();
        while (true)
        {
            int count;
            lock (_gate)
            {
                if (_count == 0 || _closed)
                {
                    _sending = null;
                    _sendingBuffer = Trim(_sendingBuffer);
                    _waiting = Trim(_waiting);
                    return;
                }

                (_waiting, _sendingBuffer) = (_sendingBuffer, _waiting);
                (count, _count) = (_count, 0);
            }

            try
            {
                await transport.SendAsync(_sendingBuffer.AsMemory(0, count)).ConfigureAwait(false);
            }
            catch (IOException)
            {
                lock (_gate)
                {
                    _closed = true;
                    _count = 0;
                    _sending = null;
                }

                transport.Shutdown();
                return;
            }
        }
    }

    private static byte[] Trim(byte[] buffer) => buffer.Length > KeptCapacity ? [] : buffer;
}
