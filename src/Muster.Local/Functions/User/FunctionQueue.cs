using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Local.Functions.User;

/// <summary>The events that wait for one function: on disk all of them, in memory what is needed to know which is next.</summary>
/// <param name="function">The function's name.</param>
/// <param name="store">Where they are on disk.</param>
internal sealed class FunctionQueue(string function, SqliteFleetStore store)
{
    /// <summary>So much of payloads stays in memory, in bytes; more are read from the disk when their turn comes.</summary>
    private const long MaxKept = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<QueuedEvent, (DateTimeOffset Due, long Seq)> _waiting = new();
    private int _length;
    private long _kept;

    /// <summary>How many events are not done with: those that are tried at the moment are among them.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _length;
            }
        }
    }

    /// <summary>When the next event is due; none when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _waiting.TryPeek(out _, out var next) ? next.Due : null;
            }
        }
    }

    /// <summary>Takes in what an earlier process left on disk.</summary>
    public void Restore(QueuedEvent e)
    {
        lock (_gate)
        {
            _length++;
            _waiting.Enqueue(e, (e.Due, e.Seq));
        }
    }

    /// <summary>Adds an event; it is durable when this returns.</summary>
    /// <param name="payload">The event's JSON; taken over before this returns for the first time.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="now">The time.</param>
    /// <param name="limit">How many may wait.</param>
    /// <exception cref="StoreUnavailableException">The queue is full, or the disk is.</exception>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> payload, string requestId, DateTimeOffset now, int limit)
    {
        QueuedEvent e;
        lock (_gate)
        {
            if (_length >= limit)
            {
                throw new StoreUnavailableException($"the queue of the function {function} is full: {limit} events wait");
            }

            _length++;

            // Within the lock, so that events become due in the order of their places.
            e = new QueuedEvent(store.NextInQueue(), function, requestId, now, now, Attempts: 0) { Payload = payload.ToArray() };
        }

        try
        {
            await store.AddAsync(e).ConfigureAwait(false);
        }
        catch
        {
            lock (_gate)
            {
                _length--;
            }

            throw;
        }

        lock (_gate)
        {
            Wait(e);
        }
    }

    /// <summary>The next event that is due, with its payload; none when none is.</summary>
    public QueuedEvent? Take(DateTimeOffset now)
    {
        QueuedEvent e;
        lock (_gate)
        {
            if (!_waiting.TryPeek(out e!, out var next) || next.Due > now)
            {
                return null;
            }

            _waiting.Dequeue();
            _kept -= e.Payload?.Length ?? 0;
        }

        return e;
    }

    /// <summary>The payload of an event that was taken.</summary>
    public byte[] PayloadOf(QueuedEvent e) => e.Payload ?? store.ReadPayload(e) ?? throw new StoreUnavailableException($"the event {e.RequestId} of the function {function} is not on disk");

    /// <summary>Puts an event back that is to be tried again.</summary>
    public Task PutBackAsync(QueuedEvent e)
    {
        lock (_gate)
        {
            Wait(e);
        }

        return store.UpdateAsync(e);
    }

    /// <summary>Lets an event go that is done with.</summary>
    public Task RemoveAsync(QueuedEvent e)
    {
        lock (_gate)
        {
            _length--;
        }

        return store.DeleteAsync(e);
    }

    private void Wait(QueuedEvent e)
    {
        if (e.Payload is { } payload)
        {
            if (_kept + payload.Length > MaxKept)
            {
                e = e with { Payload = null };
            }
            else
            {
                _kept += payload.Length;
            }
        }

        _waiting.Enqueue(e, (e.Due, e.Seq));
    }
}
