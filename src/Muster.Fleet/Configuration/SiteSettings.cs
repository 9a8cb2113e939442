using Muster.Fleet.Messages;

namespace Muster.Fleet.Configuration;

/// <summary>The settings of one site.</summary>
public sealed record SiteSettings
{
    /// <summary>Where work begins that says no position of its own. Default none.</summary>
    public Position? Position { get; init; }

    /// <summary>How many robots are to stay available when others are sent to charge, 0 to 1,000. Default 0.</summary>
    public int KeepAvailable { get; init; }
}
