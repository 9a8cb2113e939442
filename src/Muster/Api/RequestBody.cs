namespace Muster.Api;

/// <summary>Reads a request's body as it is.</summary>
internal static class RequestBody
{
    /// <summary>The body; when it is longer than <paramref name="most"/>, just enough of it to be refused for that.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(request.ContentLength ?? 4096, most) + 1];
        var count = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(count), cancellationToken);
            count += read;
            if (read == 0 || count > most)
            {
                return buffer[..count];
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, most + 1));
            }
        }
    }
}
