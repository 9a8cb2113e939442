namespace Muster.Local.Store;

public sealed partial class SqliteFleetStore
{
    private long _lastInQueue = -1;

    /// <summary>The place of the next event in the functions' queue.</summary>
    internal long NextInQueue()
    {
        if (Interlocked.Read(ref _lastInQueue) < 0)
        {
            Interlocked.CompareExchange(ref _lastInQueue, Read(QueuedEventRows.Last), -1);
        }

        return Interlocked.Increment(ref _lastInQueue);
    }

    /// <summary>Adds an event to the functions' queue; durable when it returns.</summary>
    internal Task AddAsync(QueuedEvent e) => PostAsync(new QueuedEventJob(QueuedEventRows.Add, e));

    /// <summary>Writes down that an attempt failed.</summary>
    internal Task UpdateAsync(QueuedEvent e) => PostAsync(new QueuedEventJob(QueuedEventRows.Update, e));

    /// <summary>Takes an event out of the queue.</summary>
    internal Task DeleteAsync(QueuedEvent e) => PostAsync(new QueuedEventJob(QueuedEventRows.Delete, e));

    /// <summary>All events that wait, without their payloads.</summary>
    internal IReadOnlyList<QueuedEvent> ReadQueue() => Read(QueuedEventRows.ReadAll);

    /// <summary>The payload of one.</summary>
    internal byte[]? ReadPayload(QueuedEvent e) => Read(db => QueuedEventRows.ReadPayload(db, e.Seq));

    private Task PostAsync(QueuedEventJob job)
    {
        _writer.Post(job);
        return job.Task;
    }
}
