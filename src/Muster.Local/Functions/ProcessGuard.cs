using System.Diagnostics;
using System.Globalization;

namespace Muster.Local.Functions;

/// <summary>
/// Ends the functions' processes when this process is gone without a word (<c>kill -9</c>, a crash). A small shell waits for the
/// end of its standard input, which comes with our end, whatever the cause, and kills what was left to its care.
/// </summary>
/// <remarks>
/// A signal at the parent's death (PR_SET_PDEATHSIG) would have to be set in the child, between fork and exec, is sent at the
/// end of the parent's thread and not of the process, and is not handed on to the child's own children.
/// </remarks>
public sealed class ProcessGuard : IDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP QUIT
        live=
        while read -r sign pid; do
          case $sign in
            +) live="$live $pid" ;;
            -) next=; for p in $live; do [ "$p" = "$pid" ] || next="$next $p"; done; live=$next ;;
          esac
        done
        for p in $live; do kill -s KILL -- "-$p" 2>/dev/null || kill -s KILL "$p" 2>/dev/null; done
        """;

    private readonly Lock _gate = new();
    private Process? _shell;
    private bool _isDisposed;

    /// <summary>Takes a process group into its care.</summary>
    internal void Add(int group) => Tell('+', group);

    /// <summary>A group that has ended.</summary>
    internal void Remove(int group) => Tell('-', group);

    /// <summary>Ends it, and whatever is in its care.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _shell?.StandardInput.Close();
            _shell?.Dispose();
            _shell = null;
        }
    }

    private static Process Start()
    {
        // A session of its own: what ends our process group, as Ctrl-C does, does not end the guard before its work.
        string[] line = [.. Shell.Setsid, "/bin/sh", "-c", Script];
        return Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" })
            ?? throw new InvalidOperationException("the shell did not start");
    }

    private void Tell(char sign, int group)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _shell ??= Start();
            try
            {
                _shell.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{sign} {group}\n"));
                _shell.StandardInput.Flush();
            }
            catch (IOException)
            {
                // Somebody killed the guard: the processes are still ended by us, when we end as we should.
            }
        }
    }
}
