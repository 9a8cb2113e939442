using Muster.Fleet.Messages;

namespace Muster.Api;

/// <summary>A request's body as it is.</summary>
/// <param name="Payload">Its bytes; empty when it is refused.</param>
/// <param name="Refusal">Why it was not read: it is too long.</param>
internal readonly record struct RequestBody(byte[] Payload, Refusal? Refusal = null)
{
    /// <summary>Reads the body, or as much of it as tells that it is longer than <see cref="StatusReport.MaxPayloadBytes"/>.</summary>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        const int Most = StatusReport.MaxPayloadBytes;
        if (request.ContentLength > Most)
        {
            return new RequestBody([], StatusReportReader.TooLarge(request.ContentLength));
        }

        var buffer = new byte[(request.ContentLength ?? 4096) + 1];
        var count = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(count), cancellationToken);
            count += read;
            if (read == 0)
            {
                return new RequestBody(buffer[..count]);
            }

            if (count > Most)
            {
                return new RequestBody([], StatusReportReader.TooLarge(bytes: null));
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, Most + 1));
            }
        }
    }
}
