namespace Muster.Fleet.Sites;

/// <summary>What the fleet knows of a place beside its configuration.</summary>
public sealed record Site
{
    /// <summary>The key: a name as a robot's.</summary>
    public required string Name { get; init; }

    /// <summary>Who holds it, since when and why; none when orders are dispatched.</summary>
    public SiteHold? Hold { get; init; }

    /// <summary>Rises by one with each change.</summary>
    public long Version { get; init; }
}
