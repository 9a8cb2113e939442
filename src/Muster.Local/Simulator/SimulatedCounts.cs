namespace Muster.Local.Simulator;

/// <summary>How often a simulated robot, or all of a fleet, did what.</summary>
/// <param name="Completed">Orders carried out.</param>
/// <param name="Rejected">Orders rejected.</param>
/// <param name="Failed">Orders that went wrong.</param>
/// <param name="Crashes">Crashes.</param>
/// <param name="Ignored">Commands that were not understood, or had expired.</param>
/// <param name="Refused">Messages of its own that the fleet refused.</param>
public readonly record struct SimulatedCounts(long Completed, long Rejected, long Failed, long Crashes, long Ignored, long Refused)
{
    /// <summary>The sum.</summary>
    public static SimulatedCounts operator +(SimulatedCounts one, SimulatedCounts other) => new(
        one.Completed + other.Completed,
        one.Rejected + other.Rejected,
        one.Failed + other.Failed,
        one.Crashes + other.Crashes,
        one.Ignored + other.Ignored,
        one.Refused + other.Refused);
}
