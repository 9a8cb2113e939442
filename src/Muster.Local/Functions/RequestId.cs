namespace Muster.Local.Functions;

/// <summary>Request ids: random UUIDs (RFC 9562, section 5.4), as Lambda's are.</summary>
internal static class RequestId
{
    /// <summary>A new one.</summary>
    /// <param name="random">Shared: it is locked meanwhile.</param>
    public static string New(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (random)
        {
            random.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
