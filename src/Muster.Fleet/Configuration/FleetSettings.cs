namespace Muster.Fleet.Configuration;

/// <summary>The configuration that is in force. Functions look once per call, so that each call has one view of it.</summary>
/// <param name="configuration">The first one.</param>
public sealed class FleetSettings(FleetConfiguration configuration)
{
    private volatile FleetConfiguration _current = configuration;

    /// <summary>The configuration that is in force.</summary>
    public FleetConfiguration Current => _current;

    /// <summary>Puts another one in force.</summary>
    public void Replace(FleetConfiguration next) => _current = next;
}
