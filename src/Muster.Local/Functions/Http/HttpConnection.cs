using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Muster.Local.Functions.Http;

/// <summary>One connection: requests are read, answered and read again, one at a time.</summary>
internal sealed class HttpConnection(Socket socket, HttpHandler handler, int maxBody)
{
    private const int MaxHead = 64 * 1024;

    /// <summary>So much of a body that is too large is read and let go, so that its sender gets the answer; then the line is cut.</summary>
    private const int MaxWaste = 256 * 1024 * 1024;

    private static readonly HttpReply Malformed = new(400, """{"message":"not an HTTP/1.1 request"}"""u8.ToArray());

    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;

    /// <summary>Serves it until either side ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ReadHeadAsync(cancellationToken).ConfigureAwait(false) is { } length)
        {
            var head = HttpHead.Parse(_buffer.AsSpan(_start, length));
            _start += length;
            if (head is null)
            {
                await SendAsync(Malformed, keepAlive: false, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (head.ExpectsContinue)
            {
                await socket.SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }

            var body = new BodyBuffer(maxBody);
            if (!await ReadBodyAsync(head, body, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            var request = new HttpRequest(head.Method, head.Target, head.Headers, body.Bytes, body.IsTooLarge);
            var reply = await handler(request, cancellationToken).ConfigureAwait(false);
            if (reply is null)
            {
                return;
            }

            await SendAsync(reply, head.KeepAlive, cancellationToken).ConfigureAwait(false);
            reply.Then?.Invoke();
            if (!head.KeepAlive)
            {
                return;
            }
        }
    }

    /// <summary>Reads up to the empty line.</summary>
    /// <returns>How long the head is; none when the connection ended, or sends no end of it.</returns>
    private async ValueTask<int?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf("\r\n\r\n"u8);
            if (found >= 0)
            {
                return searched + found + 4;
            }

            searched = Math.Max(0, _end - _start - 3);
            if (_end - _start >= MaxHead || !await ReceiveAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private async ValueTask<bool> ReadBodyAsync(HttpHead head, BodyBuffer body, CancellationToken cancellationToken)
    {
        if (!head.IsChunked)
        {
            return head.ContentLength == 0 || await ReadPartAsync(head.ContentLength, body, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            if (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } line
                || !long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
                || size < 0)
            {
                return false;
            }

            if (size > 0 && !await ReadPartAsync(size, body, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            // The line end of the chunk; after the last one, trailers and an empty line.
            do
            {
                line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            }
            while (size == 0 && line is { Length: > 0 });

            if (line is null || size == 0)
            {
                return line is not null;
            }
        }
    }

    private async ValueTask<bool> ReadPartAsync(long length, BodyBuffer body, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            if (_start == _end && !await ReceiveAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            var part = (int)Math.Min(length, _end - _start);
            body.Add(_buffer.AsSpan(_start, part), length);
            if (body.Wasted > MaxWaste)
            {
                return false;
            }

            _start += part;
            length -= part;
        }

        return true;
    }

    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            if (_end - _start >= MaxHead || !await ReceiveAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        var line = Encoding.Latin1.GetString(_buffer, _start, end);
        _start += end + 2;
        return line;
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            var target = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
            (_buffer, _start, _end) = (target, 0, _end - _start);
        }

        var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += received;
        return received > 0;
    }

    private async ValueTask SendAsync(HttpReply reply, bool keepAlive, CancellationToken cancellationToken)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {reply.Status} {reply.Reason}\r\nContent-Type: application/json\r\nContent-Length: {reply.Body.Length}\r\n{(keepAlive ? "" : "Connection: close\r\n")}{reply.Headers}\r\n");

        // In one piece: a second packet would wake the reader twice.
        var bytes = new byte[head.Length + reply.Body.Length];
        Encoding.Latin1.GetBytes(head, bytes);
        reply.Body.CopyTo(bytes.AsMemory(head.Length));
        for (var rest = bytes.AsMemory(); !rest.IsEmpty;)
        {
            rest = rest[await socket.SendAsync(rest, cancellationToken).ConfigureAwait(false)..];
        }
    }
}
