using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Muster.Local.Functions;

/// <summary>The process of an environment, with all that it starts: one group, ended as a whole.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    // One pipe for both outputs, so that lines stay in the order in which they were written, as in Lambda's log.
    private const string Redirect = "exec \"$@\" 2>&1 </dev/null";

    // Before it becomes the function, the shell goes into the control groups that are named up to "--".
    private const string JoinAndRedirect = "while [ \"$1\" != -- ]; do echo $$ > \"$1\" || exit 125; shift; done; shift; " + Redirect;

    private readonly Process _process;
    private readonly ProcessGuard _guard;
    private readonly LogPipe _log;
    private int _isKilled;

    private FunctionProcess(Process process, ProcessGuard guard, FunctionLog log)
    {
        _process = process;
        _guard = guard;
        Id = process.Id;
        _guard.Add(Id);
        _log = new LogPipe(process.StandardOutput, log);
        Exited = process.WaitForExitAsync();
    }

    /// <summary>Its id, and its group's.</summary>
    public int Id { get; }

    /// <summary>Done when the process has ended; its descendants may live on.</summary>
    public Task Exited { get; }

    /// <summary>Starts one.</summary>
    /// <param name="package">What is started.</param>
    /// <param name="variables">All its environment variables.</param>
    /// <param name="guard">Ends it when we can't.</param>
    /// <param name="log">Takes what it writes.</param>
    /// <param name="joinFiles">Files that take its id before it starts: control groups.</param>
    /// <exception cref="FunctionPackageException">It can't be started.</exception>
    public static FunctionProcess Start(FunctionPackage package, IReadOnlyDictionary<string, string> variables, ProcessGuard guard, FunctionLog log, IReadOnlyList<string> joinFiles)
    {
        string[] command = [.. Shell.Setsid, .. package.Command];
        var start = new ProcessStartInfo("/bin/sh", joinFiles.Count == 0 ? ["-c", Redirect, "sh", .. command] : ["-c", JoinAndRedirect, "sh", .. joinFiles, "--", .. command])
        {
            WorkingDirectory = package.Folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new FunctionProcess(Process.Start(start)!, guard, log);
        }
        catch (Win32Exception e)
        {
            throw new FunctionPackageException($"can't start {package.Command[0]}: {e.Message}", e);
        }
    }

    /// <summary>How it ended, in Lambda's words.</summary>
    public string ExitWords => _process.ExitCode switch
    {
        0 => "Runtime exited without providing a reason",
        > 128 and < 160 and var code => $"Runtime exited with error: signal: {Signal(code - 128)}",
        var code => string.Create(CultureInfo.InvariantCulture, $"Runtime exited with error: exit status {code}"),
    };

    /// <summary>Its peak memory and that of what it started, in bytes; 0 where it can't be known.</summary>
    public long PeakMemory() => ProcessMemory.Peak(Id);

    /// <summary>Waits until all that it has written is in the log.</summary>
    public void DrainLog() => _log.Drain();

    /// <summary>Ends it and what it started, at once.</summary>
    public void Kill()
    {
        if (Interlocked.Exchange(ref _isKilled, 1) != 0)
        {
            return;
        }

        // The group has its leader's id, and keeps it for as long as somebody is in it.
        Posix.KillGroup(Id);
        try
        {
            if (Shell.Setsid.Count == 0)
            {
                _process.Kill(entireProcessTree: true);
            }
            else
            {
                _process.Kill();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited.ConfigureAwait(false);
        await _log.StopAsync().ConfigureAwait(false);
        _guard.Remove(Id);
        _process.Dispose();
    }

    private static string Signal(int number) => number switch
    {
        6 => "aborted",
        9 => "killed",
        11 => "segmentation fault",
        15 => "terminated",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };
}
