namespace Muster.Local.Functions.User;

/// <summary>What is kept of the answer of an attempt that failed, until the event is tried again or recorded.</summary>
internal static class KeptAnswer
{
    /// <summary>The most of it, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The beginning of <paramref name="answer"/>, as far as it is kept; it ends with a whole character.</summary>
    public static byte[] Of(ReadOnlySpan<byte> answer)
    {
        if (answer.Length <= MaxBytes)
        {
            return answer.ToArray();
        }

        // The first byte that is cut off begins a character: 10xxxxxx goes on with one. A character has four bytes at most.
        var end = MaxBytes;
        while (end > MaxBytes - 4 && (answer[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return answer[..end].ToArray();
    }
}
