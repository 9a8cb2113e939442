namespace Muster.Local.Functions.Http;

/// <summary>Gathers a body up to a limit; what is beyond is counted and let go.</summary>
/// <param name="limit">The most bytes that are kept.</param>
internal sealed class BodyBuffer(int limit)
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether there was more than the limit.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>How many bytes were let go.</summary>
    public long Wasted { get; private set; }

    /// <summary>What was gathered; empty when it was too much.</summary>
    public ReadOnlyMemory<byte> Bytes => IsTooLarge ? default : _bytes.AsMemory(0, _length);

    /// <summary>Takes a part in.</summary>
    /// <param name="part">The bytes.</param>
    /// <param name="expected">How many bytes are still to come with these, as far as is known: the room is made at once.</param>
    public void Add(ReadOnlySpan<byte> part, long expected)
    {
        if (IsTooLarge || (long)_length + part.Length > limit || (_length == 0 && expected > limit))
        {
            IsTooLarge = true;
            Wasted += part.Length;
            return;
        }

        if (_length + part.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(limit, Math.Max(_length + Math.Max(part.Length, expected), _bytes.Length * 2L)));
        }

        part.CopyTo(_bytes.AsSpan(_length));
        _length += part.Length;
    }
}
