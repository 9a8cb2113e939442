namespace Muster.Aws.Store;

/// <summary>What a report that changes nothing but telemetry does to the announcement: the branches of <see cref="Fleet.Robots.StatusDecision"/>.</summary>
internal enum TelemetryShape
{
    /// <summary>Nothing: there is nothing to announce, or it waits already and has to wait on.</summary>
    Quiet,

    /// <summary>Announces it now.</summary>
    Announce,

    /// <summary>Lets it wait, as the last announcement was a moment ago.</summary>
    BecomesDue,
}
