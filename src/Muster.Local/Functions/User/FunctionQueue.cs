using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Local.Functions.User;

/// <summary>The events that wait for one function: on disk all of them, in memory what is needed to know which is next.</summary>
/// <param name="function">The function's name.</param>
/// <param name="store">Where they are on disk.</param>
internal sealed class FunctionQueue(string function, SqliteFleetStore store)
{
    // Events of lower places came to another queue of this name: an earlier process's, or that of a function which was taken out since.
    private readonly long _first = store.NextInQueue();
    /// <summary>So much of payloads stays in memory, in bytes; more are read from the disk when their turn comes.</summary>
    private const long MaxKept = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<QueuedEvent, (DateTimeOffset Due, long Seq)> _waiting = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _length;
    private int _coming;
    private bool _isClosed;
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

    /// <summary>Takes in what an earlier queue of the same name left on disk; of others, and of this one, nothing.</summary>
    /// <param name="rows">What is on disk, read when nobody works on the earlier queue any more.</param>
    public void Restore(IEnumerable<QueuedEvent> rows)
    {
        lock (_gate)
        {
            foreach (var e in rows.Where(e => e.Function == function && e.Seq < _first))
            {
                _length++;
                _waiting.Enqueue(e, (e.Due, e.Seq));
            }
        }
    }

    /// <summary>Takes no more events.</summary>
    /// <returns>Done when those that were coming are on disk, or are not.</returns>
    public Task Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_coming == 0)
            {
                _closed.TrySetResult();
            }
        }

        return _closed.Task;
    }

    /// <summary>Adds an event; it is durable when this returns.</summary>
    /// <param name="payload">The event's JSON; taken over before this returns for the first time.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="now">The time.</param>
    /// <param name="limit">How many may wait.</param>
    /// <exception cref="StoreUnavailableException">The queue is full or closed, or the disk is full.</exception>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> payload, string requestId, DateTimeOffset now, int limit)
    {
        QueuedEvent e;
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new StoreUnavailableException($"the function {function} takes no more events: it was taken out of the configuration, or Muster stops");
            }

            if (_length >= limit)
            {
                throw new StoreUnavailableException($"the queue of the function {function} is full: {limit} events wait");
            }

            // Within the lock, so that events become due in the order of their places.
            e = new QueuedEvent(store.NextInQueue(), function, requestId, now, now, Attempts: 0) { Payload = payload.ToArray() };
            _length++;
            _coming++;
        }

        var isStored = false;
        try
        {
            await store.AddAsync(e).ConfigureAwait(false);
            isStored = true;
        }
        finally
        {
            lock (_gate)
            {
                if (isStored)
                {
                    Wait(e);
                }
                else
                {
                    _length--;
                }

                _coming--;
                if (_isClosed && _coming == 0)
                {
                    _closed.TrySetResult();
                }
            }
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

    /// <summary>The payload of an event that was taken; none when its row is not on disk any more.</summary>
    public byte[]? PayloadOf(QueuedEvent e) => e.Payload ?? store.ReadPayload(e);

    /// <summary>Puts an event back that is to be tried again: it waits, whether or not the disk takes what changed.</summary>
    public Task PutBackAsync(QueuedEvent e)
    {
        lock (_gate)
        {
            Wait(e);
        }

        return store.UpdateAsync(e);
    }

    /// <summary>Lets an event go that is done with. When it can't be deleted, it is still of this queue: put it back.</summary>
    public async Task RemoveAsync(QueuedEvent e)
    {
        await store.DeleteAsync(e).ConfigureAwait(false);
        lock (_gate)
        {
            _length--;
        }
    }

    /// <summary>Puts an event back that is done with, and could not be deleted. On disk it is as it was.</summary>
    public void PutBackDone(QueuedEvent e)
    {
        lock (_gate)
        {
            Wait(e with { IsDone = true, Payload = null, Response = null });
        }
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
