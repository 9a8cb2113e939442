using Muster.Fleet.Robots;

namespace Muster.Fleet.Store;

/// <summary>What came of a commit.</summary>
/// <param name="IsDone">False when a version was lost: somebody else was first, and nothing was written.</param>
/// <param name="Robots">The robots as they are stored now, with the telemetry that came meanwhile, in the order of the puts.</param>
public readonly record struct CommitResult(bool IsDone, IReadOnlyList<Robot> Robots)
{
    /// <summary>A version was lost.</summary>
    public static CommitResult Lost => new(false, []);
}
