namespace Muster.Fleet.Rules;

/// <summary>A topic with its levels, cut once however many messages come on it.</summary>
/// <param name="value">The topic.</param>
public sealed class TopicName(string value)
{
    private readonly string[] _levels = value.Split('/');

    /// <summary>The topic as it was published to.</summary>
    public string Value { get; } = value;

    /// <summary>A level, counted from 1 as <c>topic(n)</c> does; none beyond the last.</summary>
    public string? Level(int n) => n <= _levels.Length ? _levels[n - 1] : null;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
