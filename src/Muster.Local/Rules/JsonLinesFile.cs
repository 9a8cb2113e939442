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
    private SafeFileHandle? _file;
    private long _length;

    /// <summary>Adds a line; on disk when it returns.</summary>
    /// <param name="json">The line, without its end.</param>
    /// <exception cref="StoreUnavailableException">It can't be written. Nothing of it is in the file.</exception>
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
        _file?.Dispose();
    }

    private void WriteAll()
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

    private StoreUnavailableException? Write(List<Line> lines)
    {
        try
        {
            var file = Open();
            var bytes = new byte[lines.Sum(l => l.Json.Length + 1)];
            var at = 0;
            foreach (var line in lines)
            {
                line.Json.Span.CopyTo(bytes.AsSpan(at));
                at += line.Json.Length + 1;
                bytes[at - 1] = (byte)'\n';
            }

            RandomAccess.Write(file, bytes, _length);
            RandomAccess.FlushToDisk(file);
            _length += bytes.Length;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Undo();
            return new StoreUnavailableException($"can't write {path}: {e.Message}", e);
        }
    }

    /// <summary>The file, at its end. One that was moved away, as log rotation does, is made anew.</summary>
    private SafeFileHandle Open()
    {
        if (_file is { IsClosed: false } open && File.Exists(path))
        {
            return open;
        }

        _file?.Dispose();
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var isNew = !File.Exists(path);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file = file;
        _length = RandomAccess.GetLength(file);
        if (isNew)
        {
            FolderSync.Sync(folder);
        }

        // What a crash of the machine left of a line must not spoil the next one.
        var last = new byte[1];
        if (_length > 0 && RandomAccess.Read(file, last, _length - 1) == 1 && last[0] != (byte)'\n')
        {
            RandomAccess.Write(file, "\n"u8, _length);
            _length++;
        }

        return file;
    }

    /// <summary>Takes half a line out again, that a full disk let in.</summary>
    private void Undo()
    {
        try
        {
            if (_file is { IsClosed: false } file)
            {
                RandomAccess.SetLength(file, _length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left of it gets an end when the file is opened again.
        }

        _file?.Dispose();
        _file = null;
    }

    private sealed record Line(ReadOnlyMemory<byte> Json)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
