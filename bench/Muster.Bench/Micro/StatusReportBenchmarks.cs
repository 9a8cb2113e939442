using System.Text;
using BenchmarkDotNet.Attributes;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Bench.Micro;

/// <summary>The two pure steps of a report: from UTF-8 to a validated report, and from that to the robot's new state.</summary>
public class StatusReportBenchmarks
{
    private readonly byte[] _bare = Encoding.UTF8.GetBytes("""{"name": "r1", "status": "ONLINE"}""");

    private readonly byte[] _full = Encoding.UTF8.GetBytes(
        """
        {"name": "r1", "status": "ONLINE", "site": "munich", "capabilities": ["grill", "mix"], "battery": 87.5,
         "position": {"x": 1.5, "y": -2, "theta": 3.14, "map": "hall-1"}, "order": null, "at": "2026-01-31T12:00:00.5Z"}
        """);

    private readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(56);
    private Muster.Fleet.Messages.StatusReport _report;
    private Robot _robot = null!;

    [GlobalSetup]
    public void Setup()
    {
        StatusReportReader.Read(_bare, "r1", _now, out _report);
        _robot = StatusDecision.Decide(null, _report).Robot;
    }

    [Benchmark]
    public Refusal? ParseBareReport() => StatusReportReader.Read(_bare, "r1", _now, out _);

    [Benchmark]
    public Refusal? ParseFullReport() => StatusReportReader.Read(_full, "r1", _now, out _);

    [Benchmark]
    public Robot DecideUnchanged() => StatusDecision.Decide(_robot, _report).Robot;

    [Benchmark]
    public Robot DecideChange() => StatusDecision.Decide(_robot, _report with { Status = RobotStatus.Charging }).Robot;
}
