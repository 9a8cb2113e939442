namespace Muster.Local.Simulator;

/// <summary>What a robot wants sent, and the order reports that were not acknowledged yet.</summary>
/// <param name="resendAfter">When an order report is sent again; twice as long each time, up to a minute.</param>
internal sealed class ReportQueue(TimeSpan resendAfter)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly List<(SimulatedMessage Message, string Status)> _ready = [];
    private readonly List<(SimulatedMessage Message, string State)> _pending = [];
    private TimeSpan _pause;
    private DateTimeOffset _resendAt;
    private long _lastId;

    /// <summary>When order reports are to be sent again.</summary>
    public DateTimeOffset NextResend => _pending.Count == 0 ? DateTimeOffset.MaxValue : _resendAt;

    /// <summary>A status report; it takes the place of one that was not sent yet, unless that one said another status.</summary>
    public void AddStatus(string topic, byte[] payload, string status)
    {
        var last = _ready.FindLastIndex(r => !r.Message.IsOrderReport);
        if (last >= 0 && _ready[last].Status == status)
        {
            _ready.RemoveAt(last);
        }

        _ready.Add((new SimulatedMessage(++_lastId, topic, payload, IsOrderReport: false), status));
    }

    /// <summary>A report on an order; it takes the place of one that says the same state of the same order.</summary>
    public void AddOrder(string topic, byte[] payload, string state, DateTimeOffset now)
    {
        var earlier = _pending.FindIndex(p => p.State == state && p.Message.Topic == topic);
        if (earlier >= 0)
        {
            Remove(_pending[earlier].Message.Id, now);
        }

        if (_pending.Count == 0)
        {
            _pause = resendAfter;
            _resendAt = now + _pause;
        }

        var message = new SimulatedMessage(++_lastId, topic, payload, IsOrderReport: true);
        _pending.Add((message, state));
        _ready.Add((message, state));
    }

    /// <summary>All order reports that are not acknowledged, again, in their order.</summary>
    public void Resend(DateTimeOffset now)
    {
        _ready.RemoveAll(r => r.Message.IsOrderReport);
        _ready.AddRange(_pending);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _resendAt = now + _pause;
    }

    /// <summary>The line is new: what was not sent on the old one is outdated, but for order reports.</summary>
    public void Reconnect(DateTimeOffset now)
    {
        _ready.RemoveAll(r => !r.Message.IsOrderReport);
        _pause = resendAfter / 2;
        Resend(now);
    }

    /// <summary>An order report was taken, or refused for good: it is not sent again.</summary>
    public void Remove(long id, DateTimeOffset now)
    {
        _ready.RemoveAll(r => r.Message.Id == id);
        if (_pending.RemoveAll(p => p.Message.Id == id) > 0)
        {
            // Somebody listens: the others need not wait for long.
            _pause = resendAfter;
            _resendAt = now + _pause;
        }
    }

    /// <summary>The next message; false when there is none.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SimulatedMessage? message)
    {
        message = _ready.Count == 0 ? null : _ready[0].Message;
        if (message is not null)
        {
            _ready.RemoveAt(0);
        }

        return message is not null;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _ready.Clear();
        _pending.Clear();
    }
}
