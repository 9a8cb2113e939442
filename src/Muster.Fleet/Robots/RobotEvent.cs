namespace Muster.Fleet.Robots;

/// <summary>An entry in a robot's history: one change, with all the fields that it moved.</summary>
/// <param name="Robot">The robot's name.</param>
/// <param name="Version">The robot's version after the change: the entry's place in the history.</param>
/// <param name="At">When the fleet took it in (UTC).</param>
/// <param name="Cause">One of <see cref="RobotEventCause"/>.</param>
/// <param name="Changes">What changed, from what to what.</param>
/// <param name="Why">In words, where the cause alone does not say it.</param>
/// <param name="By">The person who did it; none when it was the robot or the fleet.</param>
public sealed record RobotEvent(
    string Robot,
    long Version,
    DateTimeOffset At,
    string Cause,
    IReadOnlyList<FieldChange> Changes,
    string? Why = null,
    string? By = null);
