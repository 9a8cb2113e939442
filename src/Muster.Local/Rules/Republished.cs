namespace Muster.Local.Rules;

/// <summary>
/// How far a message is from the one that a client sent. Rules that republish to each other would go on for ever: there is a limit to
/// how often what came of one message is published again, one behind the other and in all.
/// </summary>
internal sealed class Republished
{
    /// <summary>The most that are published again, one behind the other.</summary>
    public const int MaxDepth = 10;

    /// <summary>The most that are published again, in all.</summary>
    public const int MaxMessages = 100;

    private readonly int _depth;
    private readonly int[] _count;

    private Republished(int depth, int[] count) => (_depth, _count) = (depth, count);

    /// <summary>A message that a client sent.</summary>
    public static Republished FromClient() => new(0, [0]);

    /// <summary>What comes of this one by publishing once more.</summary>
    /// <param name="problem">Why there is no more; none when there is.</param>
    public Republished? Next(out string? problem)
    {
        var next = new Republished(_depth + 1, _count);
        problem = next._depth > MaxDepth
            ? FormattableString.Invariant($"it was republished {MaxDepth} times already, by one rule behind the other: rules that republish to each other go round in circles")
            : Interlocked.Increment(ref next._count[0]) > MaxMessages
            ? FormattableString.Invariant($"{MaxMessages} messages were republished of one already: rules that republish to each other multiply it")
            : null;
        return problem is null ? next : null;
    }
}
