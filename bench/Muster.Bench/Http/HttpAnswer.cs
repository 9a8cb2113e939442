using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Muster.Bench.Http;

/// <summary>One HTTP/1.1 answer in a received buffer: its length in the header, or in chunks (RFC 9112, sections 6 and 7).</summary>
internal readonly ref struct HttpAnswer
{
    private const int StatusOffset = 9; // "HTTP/1.1 "

    private HttpAnswer(ReadOnlySpan<byte> bytes) => Bytes = bytes;

    /// <summary>The whole answer.</summary>
    internal ReadOnlySpan<byte> Bytes { get; }

    internal int Status => Utf8Parser.TryParse(Bytes[StatusOffset..], out int status, out _)
        ? status
        : throw new BenchException($"the server sent a malformed answer: {Encoding.UTF8.GetString(Bytes)}");

    /// <summary>False when the buffer does not hold a whole answer yet.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> data, out HttpAnswer answer)
    {
        answer = default;
        var head = data.IndexOf("\r\n\r\n"u8) + 4;
        if (head < 4)
        {
            return false;
        }

        var length = Value(data[..head], "\r\nContent-Length: "u8) is { Length: > 0 } text
            ? head + int.Parse(text, CultureInfo.InvariantCulture)
            : ChunksEnd(data, head);
        if (length is null || length > data.Length)
        {
            return false;
        }

        answer = new HttpAnswer(data[..length.Value]);
        return true;
    }

    /// <summary>Where the last chunk ends; none when it is not there yet.</summary>
    private static int? ChunksEnd(ReadOnlySpan<byte> data, int at)
    {
        while (data[at..].IndexOf("\r\n"u8) is var digits and > 0)
        {
            var size = int.Parse(data.Slice(at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += digits + size + 4; // both line ends
            if (at > data.Length)
            {
                return null;
            }

            if (size == 0)
            {
                return at;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var start = head.IndexOf(name);
        return start < 0 ? default : head[(start + name.Length)..][..head[(start + name.Length)..].IndexOf("\r\n"u8)];
    }
}
