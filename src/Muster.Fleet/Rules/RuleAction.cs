namespace Muster.Fleet.Rules;

/// <summary>Something that is done with what a rule selects.</summary>
public abstract record RuleAction
{
    /// <summary>What it is, as the configuration calls it.</summary>
    public abstract string Kind { get; }

    /// <summary>What it is to, for people: a function, a topic, a server, a file. No secret is in it.</summary>
    public abstract string Target { get; }

    /// <summary>What it is, as AWS's error messages call it (<c>failedAction</c>).</summary>
    public abstract string AwsName { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Kind} {Target}";
}
