namespace Muster.Local.Broker;

/// <summary>
/// The PUBLISH packets of one connection that are not acknowledged yet. They are worked on together and acknowledged in the
/// order in which they came (MQTT 5, section 4.6); when too many wait, the connection is not read further.
/// </summary>
/// <param name="acknowledge">Acknowledges one whose outcome is known.</param>
internal sealed class AcknowledgementQueue(Action<InboundPublish> acknowledge)
{
    /// <summary>How many may wait: the Receive Maximum that the broker announces.</summary>
    public const int Window = 256;

    private readonly Lock _gate = new();
    private readonly Queue<InboundPublish> _waiting = new(1);
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _empty;

    public void Add(InboundPublish publish)
    {
        lock (_gate)
        {
            _waiting.Enqueue(publish);
        }
    }

    public void Complete(InboundPublish publish)
    {
        lock (_gate)
        {
            publish.IsDone = true;
            while (_waiting.TryPeek(out var first) && first.IsDone)
            {
                _waiting.Dequeue();
                acknowledge(first);
                first.Return();
            }

            if (_waiting.Count < Window / 2)
            {
                _room?.TrySetResult();
                _room = null;
            }

            if (_waiting.Count == 0)
            {
                _empty?.TrySetResult();
                _empty = null;
            }
        }
    }

    /// <summary>Waits while too many are waiting.</summary>
    public Task WhenRoomAsync()
    {
        lock (_gate)
        {
            return _waiting.Count < Window
                ? Task.CompletedTask
                : (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Waits until all are acknowledged.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_gate)
        {
            return _waiting.Count == 0
                ? Task.CompletedTask
                : (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
