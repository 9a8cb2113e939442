using System.Diagnostics;
using System.Text;
using OsProcess = System.Diagnostics.Process;

namespace Muster.Tests.Processes;

/// <summary>A command that runs beside the test, such as a subscriber; it ends with the test.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private readonly OsProcess _process;
    private readonly StringBuilder _errors = new();

    private RunningCommand(OsProcess process) => _process = process;

    public static RunningCommand Start(string file, params string[] arguments)
    {
        var command = new RunningCommand(OsProcess.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        command._process.ErrorDataReceived += (_, e) =>
        {
            lock (command._errors)
            {
                command._errors.AppendLine(e.Data);
            }
        };
        command._process.BeginErrorReadLine();
        return command;
    }

    /// <summary>Writes a line to its stdin.</summary>
    public async Task WriteAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next line of its stdout that holds <paramref name="words"/>; those before it are passed over.</summary>
    public async Task<string> LineAsync(string words = "")
    {
        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                if (line.Contains(words, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        Assert.Fail($"{_process.StartInfo.FileName} never wrote a line with \"{words}\". {_errors}");
        return "";
    }

    /// <summary>SIGKILL: the connection is lost without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
