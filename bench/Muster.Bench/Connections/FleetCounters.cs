using Muster.Bench.Load;

namespace Muster.Bench.Connections;

/// <summary>What happened in a stretch of time.</summary>
internal sealed class FleetCounters
{
    /// <summary>From sending a report to reading its PUBACK.</summary>
    internal LatencyHistogram Latencies { get; } = new();

    internal long Sent { get; set; }

    /// <summary>Reports that were due while the robot's previous one was still not acknowledged: left out.</summary>
    internal long LeftOut { get; set; }

    /// <summary>Messages on <c>robots/{name}/rejected</c>: there should be none.</summary>
    internal long Rejected { get; set; }

    internal long Commands { get; set; }

    /// <summary>How far the robots themselves fell behind their timetable, at most; large means that they were starved.</summary>
    internal TimeSpan Late { get; set; }
}
