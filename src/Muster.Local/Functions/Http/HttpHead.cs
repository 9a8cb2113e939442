using System.Globalization;
using System.Text;

namespace Muster.Local.Functions.Http;

/// <summary>The head of a request: request line and headers (RFC 9112).</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, as they were sent.</param>
/// <param name="Headers">Name and value of each header.</param>
/// <param name="ContentLength">How long the body is, in bytes, where it is not chunked.</param>
/// <param name="IsChunked">Whether the body comes in chunks.</param>
/// <param name="ExpectsContinue">Whether the client waits to be told that it may send the body.</param>
/// <param name="KeepAlive">Whether another request may follow.</param>
internal sealed record HttpHead(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    long ContentLength,
    bool IsChunked,
    bool ExpectsContinue,
    bool KeepAlive)
{
    /// <summary>Reads it; none when it is no head of an HTTP/1 request.</summary>
    public static HttpHead? Parse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n"u8);
        var line = bytes[..end];
        var (first, last) = (line.IndexOf((byte)' '), line.LastIndexOf((byte)' '));
        if (first <= 0 || last <= first || !line[(last + 1)..].StartsWith("HTTP/1."u8))
        {
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>(12);
        var length = 0L;
        var (isChunked, expectsContinue, keepAlive) = (false, false, line.EndsWith("1.1"u8));
        for (var rest = bytes[(end + 2)..]; (end = rest.IndexOf("\r\n"u8)) > 0; rest = rest[(end + 2)..])
        {
            var colon = rest[..end].IndexOf((byte)':');
            if (colon <= 0)
            {
                return null;
            }

            var name = Encoding.Latin1.GetString(rest[..colon]);
            var value = Encoding.Latin1.GetString(rest[(colon + 1)..end].Trim(" \t"u8));
            headers.Add(new KeyValuePair<string, string>(name, value));
            if (Is(name, "Content-Length") && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out length))
            {
                return null;
            }

            isChunked |= Is(name, "Transfer-Encoding") && value.Contains("chunked", StringComparison.OrdinalIgnoreCase);
            expectsContinue |= Is(name, "Expect") && Is(value, "100-continue");
            keepAlive = Is(name, "Connection") ? Is(value, "keep-alive") || (keepAlive && !Is(value, "close")) : keepAlive;
        }

        return new HttpHead(
            Encoding.Latin1.GetString(line[..first]), Encoding.Latin1.GetString(line[(first + 1)..last]), headers, length, isChunked, expectsContinue, keepAlive);
    }

    private static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
