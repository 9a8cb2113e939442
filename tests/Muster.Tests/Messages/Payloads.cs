using System.Text;
using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

/// <summary>Payloads of status reports for tests: one good case, and what is put into it.</summary>
internal static class Payloads
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every field that a report may have.</summary>
    public const string Full =
        """
        {
          "name": "r1",
          "status": "FAULT",
          "at": "2026-01-31T11:59:59.5Z",
          "site": "kitchen",
          "capabilities": ["grill", "fry"],
          "battery": 80.5,
          "position": {"x": 1.5, "y": -2, "theta": 3.14, "map": "floor-1"},
          "order": "order-7",
          "fault": {"code": "E42", "message": "The arm is stuck."}
        }
        """;

    /// <summary>The smallest good report of r1, with <paramref name="fields"/> put behind it.</summary>
    public static string With(string fields) => $$"""{"name":"r1","status":"ONLINE",{{fields}}}""";

    /// <summary>Reads it as if it came on r1's topic.</summary>
    public static Refusal? Read(string payload, out StatusReport report) => Read(Encoding.UTF8.GetBytes(payload), out report);

    /// <inheritdoc cref="Read(string, out StatusReport)"/>
    public static Refusal? Read(byte[] payload, out StatusReport report) => StatusReportReader.Read(payload, "r1", Noon, out report);

    /// <summary>Reads a report that must be good.</summary>
    public static StatusReport Accepted(string payload)
    {
        var refusal = Read(payload, out var report);
        Assert.True(refusal is null, refusal?.Reason);
        return report;
    }

    /// <summary>Reads a report that must be refused.</summary>
    public static Refusal Refused(string payload) => Refused(Encoding.UTF8.GetBytes(payload));

    /// <inheritdoc cref="Refused(string)"/>
    public static Refusal Refused(byte[] payload)
    {
        var refusal = Read(payload, out var report);
        Assert.NotNull(refusal);
        Assert.Equal(default, report);
        Assert.False(string.IsNullOrWhiteSpace(refusal.Reason));
        return refusal;
    }
}
