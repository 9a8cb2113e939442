using System.IO.Pipes;

namespace Muster.Local.Functions;

/// <summary>
/// Reads what a process writes. A thread waits for more; whoever needs all that was written up to now reads it himself, with
/// <see cref="Drain"/>, so that an invocation's log is whole when its result is there.
/// </summary>
internal sealed class LogPipe
{
    private const int LookMilliseconds = 500;
    private const int MaxPipe = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly AnonymousPipeClientStream _pipe;
    private readonly int _descriptor;
    private readonly FunctionLog _log;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopped;

    /// <summary>Begins to read.</summary>
    /// <param name="output">The redirected output of a process.</param>
    /// <param name="log">Takes what comes.</param>
    public LogPipe(StreamReader output, FunctionLog log)
    {
        _pipe = (AnonymousPipeClientStream)output.BaseStream;
        _descriptor = (int)_pipe.SafePipeHandle.DangerousGetHandle();
        _log = log;
        new Thread(Run) { IsBackground = true, Name = "function log" }.Start();
    }

    /// <summary>Reads all that was written before.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            // No more than a pipe can hold: somebody who writes on and on must not keep us here.
            for (var read = 0; read < MaxPipe && !_ended.Task.IsCompleted && Posix.Poll(_descriptor, 0).HasInput; read += _buffer.Length)
            {
                if (!ReadOnce())
                {
                    return;
                }
            }
        }
    }

    /// <summary>Stops once all is read, or when some far descendant keeps the pipe open, without that.</summary>
    public Task StopAsync()
    {
        _isStopped = true;
        return _ended.Task;
    }

    private void Run()
    {
        while (true)
        {
            var (hasInput, hasEnded) = Posix.Poll(_descriptor, LookMilliseconds);
            if (hasInput)
            {
                Drain();
            }

            if (hasEnded || _isStopped)
            {
                break;
            }
        }

        lock (_gate)
        {
            _ended.SetResult();
            _pipe.Dispose();
        }

        _log.Complete();
    }

    private bool ReadOnce()
    {
        var read = _pipe.Read(_buffer);
        _log.Write(_buffer.AsSpan(0, read));
        return read > 0;
    }
}
