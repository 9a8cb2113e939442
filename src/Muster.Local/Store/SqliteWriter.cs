using Microsoft.Extensions.Logging;
using Muster.Fleet.Store;
using Muster.Local.Broker;

namespace Muster.Local.Store;

/// <summary>
/// The one writer: a thread that takes whatever is waiting, commits it as one transaction and only then lets the callers go
/// on (group commit). While one batch is being synced the next one gathers, so the batch grows with the load by itself.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private const int MaxBatch = 4096;
    private const int ProbeIntervalMilliseconds = 1000;
    private readonly SqliteConnection _db;
    private readonly WriteBatch _batch;
    private readonly StoreMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly bool _acknowledgeEarly;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private List<WriterJob> _waiting = [];
    private List<WriterJob> _taken = [];
    private bool _stopping;

    public SqliteWriter(SqliteConnection db, WriteBatch batch, SqliteStoreOptions options, StoreMetrics metrics, TimeProvider clock, ILogger log)
    {
        _db = db;
        _batch = batch;
        _metrics = metrics;
        _clock = clock;
        _log = log;
        _acknowledgeEarly = options.AcknowledgeEarly;
        _thread = new Thread(Run) { Name = "Store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Why the last commit failed; none when it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the caller runs on the writer's thread.</summary>
    public bool IsCurrentThread => Thread.CurrentThread == _thread;

    /// <summary>Queues a job. Jobs are applied in the order in which they were queued.</summary>
    /// <exception cref="StoreUnavailableException">The store is closed.</exception>
    public void Post(WriterJob job)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                throw new StoreUnavailableException("the store is closed");
            }

            _waiting.Add(job);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        if (IsCurrentThread)
        {
            throw new InvalidOperationException("the store can't be disposed on its own writer thread");
        }

        _thread.Join();
        _db.Dispose();
    }

    private void Run()
    {
        while (Take())
        {
            for (var start = 0; start < _taken.Count; start += MaxBatch)
            {
                Write(_taken.Slice(start, Math.Min(MaxBatch, _taken.Count - start)));
            }

            _taken.Clear();
        }
    }

    private bool Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_stopping)
            {
                if (Problem is null)
                {
                    Monitor.Wait(_gate);
                }
                else if (!Monitor.Wait(_gate, ProbeIntervalMilliseconds))
                {
                    Probe();
                }
            }

            (_waiting, _taken) = (_taken, _waiting);
            return _taken.Count > 0;
        }
    }

    private void Write(List<WriterJob> jobs)
    {
        var start = _clock.GetTimestamp();
        if (Commit(jobs) is { } failure)
        {
            _metrics.Failed();
            Release(jobs, failure);
            return;
        }

        _metrics.Committed(jobs.Count, _clock.GetElapsedTime(start));
        if (!_acknowledgeEarly)
        {
            Release(jobs, failure: null);
        }
    }

    private StoreUnavailableException? Commit(List<WriterJob> jobs)
    {
        try
        {
            foreach (var job in jobs)
            {
                job.Apply(_batch);
            }

            if (_acknowledgeEarly)
            {
                Release(jobs, failure: null);
            }

            if (_batch.Commit())
            {
                Recovered();
            }

            _batch.Clear();
            return null;
        }
        catch (Exception e)
        {
            // Whatever it is, a row that can't be read or a disk that is full, it must not end the writer. Said once, not for every batch while the disk stays full.
            if (Problem is null)
            {
                LogFailed(e.Message);
            }

            Problem = $"can't write the database: {e.Message}";
            Abandon();
            return new StoreUnavailableException(Problem, e);
        }
    }

    /// <summary>
    /// Tries whether the disk takes a write again: who is not ready may get no reports, and would never find out.
    /// </summary>
    private void Probe()
    {
        try
        {
            _db.Execute($"BEGIN IMMEDIATE; PRAGMA user_version = {SqliteSchema.Version}; COMMIT");
            Recovered();
        }
        catch (SqliteException)
        {
            Abandon();
        }
    }

    private void Recovered()
    {
        if (Problem is not null)
        {
            Problem = null;
            LogRecovered();
        }
    }

    private void Abandon()
    {
        try
        {
            _batch.Abandon();
        }
        catch (SqliteException e)
        {
            LogFailed(e.Message);
        }
    }

    private void Release(List<WriterJob> jobs, Exception? failure)
    {
        // The acknowledgements of one batch leave each connection in one write.
        using var writes = CoalescedWrites.Begin();
        foreach (var job in jobs)
        {
            try
            {
                if (failure is null)
                {
                    job.Complete();
                }
                else
                {
                    job.Fail(failure);
                }
            }
            catch (Exception e)
            {
                // A caller's mistake must not take the writer with it.
                LogContinuationFailed(e);
            }
        }
    }
}
