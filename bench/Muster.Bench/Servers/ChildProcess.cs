using System.Diagnostics;
using Muster.Bench.Native;

namespace Muster.Bench.Servers;

/// <summary>A program that we start and that never outlives us; keeps the end of what it prints for error messages.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int LinesKept = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly Process _process;
    private readonly Queue<string> _lines = [];

    private ChildProcess(string name, Process process)
    {
        _name = name;
        _process = process;
    }

    internal int Id => _process.Id;

    internal static ChildProcess Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(Path.GetFileName(program), process);
        process.OutputDataReceived += child.Remember;
        process.ErrorDataReceived += child.Remember;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    internal void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw new BenchException($"{_name} ended with code {_process.ExitCode}:\n{Output()}");
        }
    }

    /// <summary>Waits for its end and returns its last lines.</summary>
    internal async Task<string> OutputAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);

        // Ctrl-C reaches the child as well: its failure is then not the news.
        cancellationToken.ThrowIfCancellationRequested();
        return _process.ExitCode == 0 ? Output() : throw new BenchException($"{_name} failed:\n{Output()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // SIGTERM first: a server that closes its files is part of what it normally does.
            _ = Libc.Kill(_process.Id, Terminate);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        lock (_lines)
        {
            if (line.Data is { } text)
            {
                _lines.Enqueue(text);
            }

            while (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }
    }

    private string Output()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }
}
