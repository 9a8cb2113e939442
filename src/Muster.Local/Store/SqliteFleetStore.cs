using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>
/// The store port on SQLite: write-ahead log, <c>synchronous=FULL</c>, one writer with group commit, readers beside it.
/// </summary>
public sealed partial class SqliteFleetStore : IFleetStore, IDisposable
{
    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly FeedSignal _feed;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];

    private SqliteFleetStore(string path, SqliteWriter writer, FeedSignal feed)
    {
        _path = path;
        _writer = writer;
        _feed = feed;
    }

    /// <summary>Why the last commit failed, for the readiness check; none when it did not.</summary>
    public string? Problem => _writer.Problem;

    /// <summary>Opens the database of <paramref name="folder"/>; makes or migrates it as needed.</summary>
    /// <exception cref="DataFolderException">It is damaged, newer than this program, or can't be written.</exception>
    public static SqliteFleetStore Open(DataFolder folder, SqliteStoreOptions options, IMeterFactory meters, TimeProvider clock, ILogger<SqliteFleetStore> log)
    {
        var path = folder.Database;
        SqliteConnection? db = null;
        try
        {
            db = SqliteConnection.Open(path, readOnly: false);
            SqliteSchema.Check(db, path);
            db.Execute("PRAGMA journal_mode = WAL");
            db.Execute(options.AcknowledgeEarly ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL");
            db.Execute("PRAGMA wal_autocheckpoint = 4000");
            SqliteSchema.Migrate(db);
            var feed = new FeedSignal(FeedRows.Last(db) ?? 0);
            var batch = new WriteBatch(db, options, feed);
            return new SqliteFleetStore(path, new SqliteWriter(db, batch, options, new StoreMetrics(meters), clock, log), feed);
        }
        catch (SqliteException e)
        {
            db?.Dispose();
            var advice = e.PrimaryCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT
                ? "is damaged or no Muster database; restore it from a backup, or choose another folder with --data"
                : "can't be opened";
            throw new DataFolderException($"{path} {advice}: {e.Message}", e);
        }
        catch
        {
            db?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken)
    {
        var job = StatusJob.Rent(report);
        var task = job.Task;
        _writer.Post(job);
        return task;
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var job = new CommitJob(commit);
        _writer.Post(job);
        return await job.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a retained message, or clears its topic; durable when it returns.</summary>
    public Task RetainAsync(RetainedMessage message)
    {
        var job = new RetainJob(message);
        _writer.Post(job);
        return job.Task;
    }

    /// <summary>The retained messages of clients.</summary>
    public IReadOnlyList<RetainedMessage> ReadRetained() => Read(RetainedRows.ReadAll);

    /// <inheritdoc/>
    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) =>
        ReadAsync(db => RobotRows.Find(db, name));

    /// <inheritdoc/>
    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) =>
        ReadAsync(db => RobotQueries.List(db, query));

    /// <inheritdoc/>
    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => RobotQueries.History(db, name, before ?? long.MaxValue, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) =>
        ReadAsync(RobotQueries.Count);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) =>
        ReadAsync(db => RobotQueries.Free(db, site));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => RobotQueries.Due(db, now, limit));

    /// <summary>Writes what is queued and closes the file.</summary>
    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        _writer.Dispose();
    }

    // Whoever was let go on by a report is on the writer's thread, where a read would keep all others waiting.
    private ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> query) =>
        _writer.IsCurrentThread ? new ValueTask<T>(Task.Run(() => Read(query))) : ValueTask.FromResult(Read(query));

    private T Read<T>(Func<SqliteConnection, T> query)
    {
        SqliteConnection? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
            {
                reader = SqliteConnection.Open(_path, readOnly: true);
            }

            return query(reader);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException($"can't read the database: {e.Message}", e);
        }
        finally
        {
            if (reader is not null)
            {
                _readers.Add(reader);
            }
        }
    }
}
