namespace Muster.Fleet.Configuration;

/// <summary>What can be ordered.</summary>
public sealed record ItemSettings
{
    /// <summary>The capabilities that a robot needs for it. Default none.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>How long it takes as a rule; longer opens an alert. Over 0, at most <see cref="MaxDuration"/>. Default 5 minutes.</summary>
    public TimeSpan ExpectedDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it may take; longer takes it away from the robot. Over 0, at most 30 days. Default 30 minutes.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(30);
}
