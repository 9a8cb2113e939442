using System.Numerics;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>
/// The randomness of one input: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), started
/// from the run's seed and the input's index, so that an input is the same whichever thread makes it and whatever came before it.
/// </summary>
/// <param name="seed">The run's seed.</param>
/// <param name="index">The input's index in the run.</param>
internal sealed class Dice(ulong seed, long index)
{
    private ulong _state = Mix(seed) ^ Mix((ulong)index + 0x9E3779B97F4A7C15);

    internal ulong Bits() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    internal int Next(int limit) => (int)Math.BigMul(Bits(), (ulong)limit, out _);

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    internal int Between(int min, int max) => min + Next(max - min + 1);

    /// <summary>True so many times of a hundred.</summary>
    internal bool Percent(int share) => Next(100) < share;

    /// <summary>A number from 0 up; each next one half as likely as the one before.</summary>
    internal int Few(int most) => Math.Min(most, BitOperations.TrailingZeroCount(Bits()));

    internal T Pick<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
