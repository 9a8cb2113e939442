using System.Buffers.Binary;
using System.Numerics;

namespace Muster.Fleet.Rules.Functions.Hashing;

/// <summary>
/// The SHA-224 digest after RFC 3874, which .NET does not have: SHA-256 with another start and the last word left away.
/// </summary>
internal static class Sha224
{
    private const int BlockLength = 64;
    private const int LengthOfLength = 8;

    /// <summary>FIPS 180-4, section 4.2.2: the first 32 bits of the cube roots of the first 64 primes.</summary>
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The digest of <paramref name="data"/>: 28 bytes.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        // RFC 3874, section 2: the second 32 bits of the square roots of the 9th to 16th primes.
        Span<uint> state = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
        var bits = (ulong)data.Length * 8;
        while (data.Length >= BlockLength)
        {
            Compress(data[..BlockLength], state);
            data = data[BlockLength..];
        }

        // Padding: one bit, zeros, and the length in bits at the end of a block.
        Span<byte> tail = stackalloc byte[2 * BlockLength];
        tail.Clear();
        data.CopyTo(tail);
        tail[data.Length] = 0x80;
        tail = tail[..(data.Length + 1 + LengthOfLength <= BlockLength ? BlockLength : 2 * BlockLength)];
        BinaryPrimitives.WriteUInt64BigEndian(tail[^LengthOfLength..], bits);
        for (; !tail.IsEmpty; tail = tail[BlockLength..])
        {
            Compress(tail[..BlockLength], state);
        }

        var digest = new byte[28];
        for (var i = 0; i < digest.Length / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(4 * i), state[i]);
        }

        return digest;
    }

    /// <summary>FIPS 180-4, section 6.2.2, with its names.</summary>
    private static void Compress(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> w = stackalloc uint[64];
        for (var t = 0; t < 16; t++)
        {
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..]);
        }

        for (var t = 16; t < w.Length; t++)
        {
            var s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ (w[t - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < w.Length; t++)
        {
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var t1 = h + s1 + ((e & f) ^ (~e & g)) + RoundConstants[t] + w[t];
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
