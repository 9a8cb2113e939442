namespace Muster.Local.Store;

/// <summary>The folder with all that Muster keeps, held by one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>The database file.</summary>
    public string Database => System.IO.Path.Combine(Path, "muster.db");

    /// <summary>Opens the folder, makes it when it is missing, and holds it.</summary>
    /// <exception cref="DataFolderException">It can't be written, or another process holds it.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"can't make the data folder {path}: {e.Message}", e);
        }

        try
        {
            // The lock goes with the process, however it ends: there is never a stale one to clear away.
            var held = new FileStream(System.IO.Path.Combine(path, "muster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFolderException($"can't write to the data folder {path}: {e.Message}", e);
        }
        catch (IOException e) when (e.Message.Contains("being used by another process", StringComparison.Ordinal))
        {
            throw new DataFolderException($"another Muster is using the data folder {path}; stop it, or choose another folder with --data", e);
        }
        catch (IOException e)
        {
            throw new DataFolderException($"can't write to the data folder {path}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
