namespace Muster.Infra;

/// <summary>The names of what the stack makes: with the stage in each, so that two stages share an account and a region.</summary>
/// <param name="Stage">The stage, such as <c>dev</c>.</param>
internal sealed record Names(string Stage)
{
    /// <summary>The stack's name.</summary>
    public string Stack => $"Muster-{Stage}";

    /// <summary>What the names of tables begin with; functions know them by it.</summary>
    public string TablePrefix => $"muster-{Stage}-";

    /// <summary>The name of anything but an IoT rule.</summary>
    public string Of(string what) => $"muster-{Stage}-{what}";

    /// <summary>The name of an IoT rule, which has no hyphens. It is also what Basic Ingest calls the rule by.</summary>
    public string Rule(string rule) => $"muster_{Stage}_{rule}";

    /// <summary>A construct's id, such as <c>UpdateStatus</c> of <c>update-status</c>.</summary>
    public static string Id(string name) =>
        string.Concat(name.Split('-', '_', '/').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
