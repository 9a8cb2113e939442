using Microsoft.Extensions.Logging.Abstractions;
using Muster.Local.Store;

namespace Muster.Tests.Store;

/// <summary>A SQLite store in a folder of its own, that can be closed and opened again.</summary>
internal sealed class SqliteBench : IDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly TestMeters _meters = new();
    private readonly TempFolder _temp = new();
    private DataFolder? _folder;
    private SqliteFleetStore? _store;

    public SqliteBench(SqliteStoreOptions? options = null) => _options = options ?? new SqliteStoreOptions();

    public string Folder => _temp.Path;

    public string Database => _temp.File("muster.db");

    /// <summary>The store, opened when it is first needed.</summary>
    public SqliteFleetStore Store
    {
        get
        {
            _folder ??= DataFolder.Open(_temp.Path);
            return _store ??= SqliteFleetStore.Open(_folder, _options, _meters, TimeProvider.System, NullLogger<SqliteFleetStore>.Instance);
        }
    }

    /// <summary>Opens the store, which must be refused, and gives the words.</summary>
    public string Refused()
    {
        var message = Assert.Throws<DataFolderException>(() => Store).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    /// <summary>A second connection to the database, as a tool beside the store would have it.</summary>
    public SqliteConnection Connect(bool readOnly = false) => SqliteConnection.Open(Database, readOnly);

    /// <summary>Runs SQL beside the store.</summary>
    public void Execute(string sql)
    {
        using var db = Connect();
        db.Execute(sql);
    }

    public string? Scalar(string sql)
    {
        using var db = Connect(readOnly: true);
        return db.Scalar(sql);
    }

    /// <summary>Closes the store, for it to be opened again.</summary>
    public void Close()
    {
        _store?.Dispose();
        _store = null;
        _folder?.Dispose();
        _folder = null;
    }

    public void Dispose()
    {
        Close();
        _meters.Dispose();
        _temp.Dispose();
    }
}
