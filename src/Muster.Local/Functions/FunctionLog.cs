using System.Text;

namespace Muster.Local.Functions;

/// <summary>What an environment writes: each line goes on as it comes, and the last 4 KB of an invocation are kept.</summary>
/// <param name="line">Takes each line.</param>
internal sealed class FunctionLog(Action<string> line)
{
    /// <summary>As much as Lambda gives back with an invocation's result, in bytes.</summary>
    public const int TailBytes = 4096;

    private const int MaxLine = 64 * 1024;
    private readonly Lock _gate = new();
    private readonly byte[] _tail = new byte[2 * TailBytes];
    private readonly List<byte> _line = [];
    private int _length;

    /// <summary>Takes what the process wrote.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        List<string>? lines = null;
        lock (_gate)
        {
            Keep(bytes);
            foreach (var part in bytes)
            {
                if (part != '\n' && _line.Count < MaxLine)
                {
                    _line.Add(part);
                    continue;
                }

                (lines ??= []).Add(Take());
                if (part != '\n')
                {
                    _line.Add(part);
                }
            }
        }

        lines?.ForEach(line);
    }

    /// <summary>Adds a line of the host's own.</summary>
    public void WriteLine(string text)
    {
        lock (_gate)
        {
            // The process may not have ended its last line.
            Keep(Encoding.UTF8.GetBytes(_line.Count > 0 ? $"\n{text}\n" : $"{text}\n"));
        }
    }

    /// <summary>The tail; it begins anew.</summary>
    public string TakeTail()
    {
        lock (_gate)
        {
            var start = Math.Max(0, _length - TailBytes);

            // Not in the middle of a character.
            while (start > 0 && start < _length && (_tail[start] & 0xC0) == 0x80)
            {
                start++;
            }

            var text = Encoding.UTF8.GetString(_tail, start, _length - start);
            _length = 0;
            return text;
        }
    }

    /// <summary>Hands on what the process wrote without a line end.</summary>
    public void Complete()
    {
        string? rest;
        lock (_gate)
        {
            rest = _line.Count > 0 ? Take() : null;
        }

        if (rest is not null)
        {
            line(rest);
        }
    }

    private string Take()
    {
        var text = Encoding.UTF8.GetString([.. _line]);
        _line.Clear();
        return text;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > TailBytes)
        {
            bytes = bytes[^TailBytes..];
        }

        if (_length + bytes.Length > _tail.Length)
        {
            var kept = Math.Min(_length, TailBytes);
            _tail.AsSpan(_length - kept, kept).CopyTo(_tail);
            _length = kept;
        }

        bytes.CopyTo(_tail.AsSpan(_length));
        _length += bytes.Length;
    }
}
