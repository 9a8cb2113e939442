using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

public sealed class StatusReportReaderTests
{
    [Fact]
    public void Full_report_is_read_field_by_field()
    {
        var report = Payloads.Accepted(Payloads.Full);

        Assert.Equal("r1", report.Name);
        Assert.Equal(RobotStatus.Fault, report.Status);
        Assert.Equal(Payloads.Noon, report.ReceivedAt);
        Assert.Equal(Payloads.Noon.AddSeconds(-0.5), report.At);
        Assert.Equal(new Optional<string>(true, "kitchen"), report.Site);
        Assert.Equal(["grill", "fry"], report.Capabilities.Value!);
        Assert.Equal(new Optional<double?>(true, 80.5), report.Battery);
        Assert.Equal(new Optional<Position>(true, new Position(1.5, -2, 3.14, "floor-1")), report.Position);
        Assert.Equal(new Optional<string>(true, "order-7"), report.Order);
        Assert.Equal(new Optional<Fault>(true, new Fault("E42", "The arm is stuck.")), report.Fault);
    }

    [Fact]
    public void Name_and_status_are_enough()
    {
        var report = Payloads.Accepted("""{"name":"r1","status":"ONLINE"}""");

        var bare = new StatusReport { Name = "r1", Status = RobotStatus.Online, ReceivedAt = Payloads.Noon };
        Assert.Equal(bare, report);
    }

    [Theory]
    [InlineData("ONLINE", RobotStatus.Online)]
    [InlineData("CHARGING", RobotStatus.Charging)]
    [InlineData("PAUSED", RobotStatus.Paused)]
    [InlineData("FAULT", RobotStatus.Fault)]
    [InlineData("OFFLINE", RobotStatus.Offline)]
    [InlineData("ON\\u004cINE", RobotStatus.Online)]
    public void Each_status_is_read(string word, RobotStatus status) =>
        Assert.Equal(status, Payloads.Accepted($$"""{"name":"r1","status":"{{word}}"}""").Status);

    [Fact]
    public void Null_says_that_a_field_is_to_be_cleared()
    {
        var report = Payloads.Accepted(Payloads.With(
            """ "at":null,"site":null,"capabilities":null,"battery":null,"position":null,"order":null,"fault":null """));

        Assert.Null(report.At);
        Assert.Equal(new Optional<string>(true, null), report.Site);
        Assert.True(report.Capabilities.IsPresent);
        Assert.Empty(report.Capabilities.Value!);
        Assert.Equal(new Optional<double?>(true, null), report.Battery);
        Assert.Equal(new Optional<Position>(true, null), report.Position);
        Assert.Equal(new Optional<string>(true, null), report.Order);
        Assert.Equal(new Optional<Fault>(true, null), report.Fault);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("100", 100)]
    [InlineData("-0.0", 0)]
    [InlineData("1e2", 100)]
    [InlineData("1e-999", 0)]
    public void Battery_may_be_anything_from_0_to_100(string battery, double percent) =>
        Assert.Equal(percent, Payloads.Accepted(Payloads.With($"\"battery\":{battery}")).Battery.Value);

    [Fact]
    public void Position_needs_neither_theta_nor_map() =>
        Assert.Equal(new Position(1, 2), Payloads.Accepted(Payloads.With("""  "position":{"y":2,"x":1,"theta":null,"map":null}  """)).Position.Value);

    [Fact]
    public void Fault_needs_no_message() =>
        Assert.Equal(new Fault("E1"), Payloads.Accepted(Payloads.With("""  "fault":{"code":"E1","message":null}  """)).Fault.Value);

    [Fact]
    public void Texts_may_have_64_characters()
    {
        var longest = new string('x', 64);
        var report = Payloads.Accepted(Payloads.With($$"""
            "site":"{{longest}}","order":"{{longest}}","capabilities":["{{longest}}"],"position":{"x":0,"y":0,"map":"{{longest}}"},"fault":{"code":"{{longest}}"}
            """));

        Assert.Equal(longest, report.Site.Value);
        Assert.Equal(longest, report.Order.Value);
        Assert.Equal(longest, Assert.Single(report.Capabilities.Value!));
        Assert.Equal(longest, report.Position.Value!.Map);
        Assert.Equal(longest, report.Fault.Value!.Code);
    }

    [Fact]
    public void Capabilities_may_have_64_entries()
    {
        var words = string.Join(',', Enumerable.Range(0, 64).Select(i => $"\"c{i}\""));

        Assert.Equal(64, Payloads.Accepted(Payloads.With($"\"capabilities\":[{words}]")).Capabilities.Value!.Count);
    }

    [Fact]
    public void Text_is_read_beyond_ASCII_and_with_escapes() =>
        Assert.Equal("Küche \U0001F373\n", Payloads.Accepted(Payloads.With("""  "site":"K\u00fcche 🍳\n"  """)).Site.Value);
}
