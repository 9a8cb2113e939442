using Muster.Local.Functions;
using Muster.Local.Measure;

namespace Muster.Tests.Measure;

/// <summary>Measurements as they could have been made.</summary>
internal static class MeasureReports
{
    /// <summary>A report of functions; each point is a memory size and the billed durations of its warm invocations in ms, none for one that ran out of memory.</summary>
    public static MeasureReport Of(string? limits, params (string Name, (int Memory, int[] Billed)[] Points)[] functions) => new(
        new MeasurePlan { Packages = [], Event = default, MemorySizes = [.. functions[0].Points.Select(p => p.Memory)] },
        [.. functions.Select(f => new MeasuredFunction(f.Name, "provided.al2023", [.. f.Points.Select(Point)]))],
        limits,
        limits is null ? "this user may not make control groups in /sys/fs/cgroup (cgroup v2); run it as root" : "",
        2,
        "x64",
        DateTimeOffset.UnixEpoch);

    private static MeasurePoint Point((int Memory, int[] Billed) point) => new(
        point.Memory,
        [
            .. point.Billed.Take(1).Select(_ => new MeasuredRun(0, TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(900), 1020, TimeSpan.Zero)),
            .. point.Billed.Select(ms => new MeasuredRun(0, null, TimeSpan.FromMilliseconds(ms - 0.4), ms, TimeSpan.Zero)),
        ],
        point.Billed.Length > 0 ? null : new MeasureFailure(MeasureFailureKind.OutOfMemory, FunctionError.Exited, "Runtime exited with error: signal: killed", 0),
        point.Billed.Length > 0 ? 47 : point.Memory);
}
