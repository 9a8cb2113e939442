using Microsoft.Win32.SafeHandles;
using Muster.Fleet.Store;

namespace Muster.Local.Rules;

/// <summary>
/// A file that lines are added to. One write and one sync for all that came while the last was under way, as in the store's group
/// commit; whoever added a line goes on when it is on disk.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class JsonLinesFile(string path) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private List<Line> _waiting = [];
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;

    /// <summary>Adds a line; on disk when it returns.</summary>
    /// <param name="json">The line, without its end.</param>
    /// <exception cref="StoreUnavailableException">It can't be written now. Nothing of it is in the file.</exception>
    /// <exception cref="ActionException">It can't be written, and could not be later: what has the file's name is none, or Muster may not write it.</exception>
    public Task AppendAsync(ReadOnlyMemory<byte> json)
    {
        var line = new Line(json);
        lock (_gate)
        {
            _waiting.Add(line);
            if (!_isWriting)
            {
                _isWriting = true;
                _writing = Task.Run(WriteAll);
            }
        }

        return line.Written.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task writing;
        lock (_gate)
        {
            writing = _writing;
        }

        await writing.ConfigureAwait(false);
    }

    private void WriteAll()
    {
        var isDone = false;
        try
        {
            while (Take() is { } lines)
            {
                var failure = Write(lines);
                foreach (var line in lines)
                {
                    if (failure is null)
                    {
                        line.Written.SetResult();
                    }
                    else
                    {
                        line.Written.SetException(failure);
                    }
                }
            }

            isDone = true;
        }
        finally
        {
            // Without memory even for that, the next line begins a new writer.
            if (!isDone)
            {
                lock (_gate)
                {
                    _isWriting = false;
                }
            }
        }
    }

    private List<Line>? Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            if (taken.Count == 0)
            {
                _isWriting = false;
                return null;
            }

            _waiting = [];
            return taken;
        }
    }

    private Exception? Write(List<Line> lines)
    {
        try
        {
            // Opened for each write, which costs little beside its sync: whatever a rotation did to the file, renamed or cut it, lines go
            // to the one that has its name now, at its end.
            using var file = Open(out var end);
            var bytes = new byte[lines.Sum(l => l.Json.Length + 1)];
            var at = 0;
            foreach (var line in lines)
            {
                line.Json.Span.CopyTo(bytes.AsSpan(at));
                at += line.Json.Length + 1;
                bytes[at - 1] = (byte)'\n';
            }

            try
            {
                RandomAccess.Write(file, bytes, end);
                RandomAccess.FlushToDisk(file);
            }
            catch
            {
                Undo(file, end);
                throw;
            }

            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException or PathTooLongException)
        {
            // A folder has its name, or what is no file; or Muster may not write there.
            return new ActionException($"can't write {path}: {e.Message}");
        }
#pragma warning disable CA1031 // The edge: whoever waits for a line must hear of it, whatever happened.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new StoreUnavailableException($"can't write {path}: {e.Message}", e);
        }
    }

    /// <summary>The file, and where it ends.</summary>
    private SafeFileHandle Open(out long end)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var isNew = !File.Exists(path);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            end = RandomAccess.GetLength(file);
            if (isNew)
            {
                FolderSync.Sync(folder);
            }

            // What a crash of the machine left of a line must not spoil the next one.
            var last = new byte[1];
            if (end > 0 && RandomAccess.Read(file, last, end - 1) == 1 && last[0] != (byte)'\n')
            {
                RandomAccess.Write(file, "\n"u8, end);
                end++;
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Takes half a line out again, that a full disk let in.</summary>
    private static void Undo(SafeFileHandle file, long end)
    {
        try
        {
            RandomAccess.SetLength(file, end);
        }
#pragma warning disable CA1031 // The write's own failure is the one to tell of.
        catch
#pragma warning restore CA1031
        {
            // What is left of it gets an end when the file is opened again.
        }
    }

    private sealed record Line(ReadOnlyMemory<byte> Json)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
