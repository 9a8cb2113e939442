using System.CommandLine;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Muster.Commands;

/// <summary>Standard output for what goes on and on: each line goes out at once, and a reader that went away is noticed.</summary>
internal sealed class LineOutput : IDisposable
{
    private readonly TextWriter _writer;
    private readonly StreamWriter? _pipe;

    /// <param name="configuration">Where the command's output goes.</param>
    public LineOutput(InvocationConfiguration configuration)
    {
        _pipe = ReferenceEquals(configuration.Output, Console.Out) ? TryOpenPipe() : null;
        _writer = _pipe ?? configuration.Output;
    }

    /// <summary>Writes <paramref name="line"/>; false when nobody reads any more.</summary>
    public bool TryWriteLine(string line)
    {
        try
        {
            _writer.WriteLine(line);
            _writer.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _pipe?.Dispose();
        }
        catch (IOException)
        {
            // What is left in the buffer has no reader.
        }
    }

    /// <summary>
    /// Standard output when it is a pipe. The console's own stream swallows EPIPE, and <c>muster watch '#' | head -1</c> would never end;
    /// on a file it is the right one, as it does not keep a position that others of the same file do not know of.
    /// </summary>
    private static StreamWriter? TryOpenPipe()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return null;
        }

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!stream.CanSeek)
        {
            return new StreamWriter(stream, new UTF8Encoding(false));
        }

        stream.Dispose();
        return null;
    }
}
