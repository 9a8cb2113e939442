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
public sealed class SqliteFleetStore : IFleetStore, IDisposable
{
    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];

    private SqliteFleetStore(string path, SqliteWriter writer)
    {
        _path = path;
        _writer = writer;
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
            return new SqliteFleetStore(path, new SqliteWriter(db, options, new StoreMetrics(meters), clock, log));
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
    public async ValueTask<bool> CommitAsync(IReadOnlyList<RobotPut> puts, CancellationToken cancellationToken)
    {
        var job = new CommitJob(puts);
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
        ValueTask.FromResult(Read(db => RobotRows.Find(db, name)));

    /// <inheritdoc/>
    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(db => RobotQueries.List(db, query)));

    /// <inheritdoc/>
    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(db => RobotQueries.History(db, name, before ?? long.MaxValue, limit)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(RobotQueries.Count));

    /// <summary>Writes what is queued and closes the file.</summary>
    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        _writer.Dispose();
    }

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
