namespace Muster.Fleet.Rules;

/// <summary>What rules need of their host: randomness. Safe to share between threads.</summary>
/// <param name="random">Makes the numbers of <c>rand()</c>, locked while it does; none leaves them Undefined.</param>
/// <param name="newId">Makes the ids of <c>newuuid()</c>; none leaves them Undefined.</param>
public sealed class RuleServices(Random? random = null, Func<Guid>? newId = null)
{
    /// <summary>Lends nothing: <c>rand()</c> and <c>newuuid()</c> are Undefined.</summary>
    public static RuleServices None { get; } = new();

    /// <summary>A number from 0 to below 1; none when there is no source of them.</summary>
    public double? NextDouble()
    {
        if (random is null)
        {
            return null;
        }

        // The host's other parts lock the source itself, which bears one thread at a time.
        lock (random)
        {
            return random.NextDouble();
        }
    }

    /// <summary>A new id; none when there is no source of them.</summary>
    public Guid? NewId() => newId?.Invoke();
}
