namespace Muster.Tests.Messages;

/// <summary>The field <c>at</c>: RFC 3339, section 5.6.</summary>
public sealed class ReportTimeTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "12:00:00")]
    [InlineData("2026-01-31T12:00:00+00:00", "12:00:00")]
    [InlineData("2026-01-31T12:00:00-00:00", "12:00:00")]
    [InlineData("2026-01-31T17:45:00+05:45", "12:00:00")]
    [InlineData("2026-02-01T02:00:00+14:00", "12:00:00")]
    [InlineData("2026-01-31T00:00:00-12:00", "12:00:00")]
    [InlineData("2026-01-31T12:00:00.5Z", "12:00:00.5")]
    [InlineData("2026-01-31T12:00:00.123456Z", "12:00:00.123456")]
    [InlineData("2026-01-31T13:00:00.1234567+01:00", "12:00:00.1234567")]
    [InlineData("2026-01-31T12:00:00.123456789Z", "12:00:00.1234567")]
    [InlineData("2026-01-31T12:00:00\\u005a", "12:00:00")]
    [InlineData("2026\\u002d01-31T13:00:00\\u002b01:00", "12:00:00")]
    public void Time_with_an_offset_is_read_as_UTC(string at, string utc)
    {
        var report = Payloads.Accepted(Payloads.With($"\"at\":\"{at}\""));

        Assert.Equal(Payloads.Noon.Date + TimeSpan.Parse(utc, null), report.At!.Value.DateTime);
        Assert.Equal(TimeSpan.Zero, report.At.Value.Offset);
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00")]
    [InlineData("2026-01-31T12:00:00.123")]
    [InlineData("2026-01-31")]
    [InlineData("\\u0032\\u0030\\u0032\\u0036-01-31")]
    [InlineData("2026-01-31T12:00Z")]
    [InlineData("2026-01-31T12:00+01:00")]
    [InlineData("2026-01-31T24:00:01Z")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00+25:00")]
    [InlineData("2026-01-31T12:00:00+01")]
    [InlineData("2026-01-31T12:00:00 Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("Sat, 31 Jan 2026 12:00:00 GMT")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Any_other_time_is_refused_with_an_example(string at)
    {
        var refusal = Payloads.Refused(Payloads.With($"\"at\":\"{at}\""));

        Assert.Equal("at", refusal.Field);
        Assert.Equal("invalid-value", refusal.WireCode);
        Assert.Contains("RFC 3339 time with its offset, such as 2026-01-31T12:00:00Z", refusal.Reason, StringComparison.Ordinal);
    }
}
