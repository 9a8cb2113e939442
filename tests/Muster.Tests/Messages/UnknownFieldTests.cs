namespace Muster.Tests.Messages;

public sealed class UnknownFieldTests
{
    [Theory]
    [InlineData(""" "firmware":"1.2" """)]
    [InlineData(""" "firmware":null """)]
    [InlineData(""" "":0 """)]
    [InlineData(""" "Name":"r2","Status":"OFFLINE" """)]
    [InlineData(""" "nested":{"name":"r2","status":"OFFLINE","deep":[{"battery":-1},[[]]]} """)]
    [InlineData(""" "list":[1,"2",{"status":3}] """)]
    [InlineData(""" "topicRobot":"r2","receivedAt":0 """)]
    public void Unknown_field_is_passed_over(string fields)
    {
        var known = Payloads.Accepted("""{"name":"r1","status":"ONLINE"}""");

        Assert.Equal(known, Payloads.Accepted(Payloads.With(fields)));
    }

    [Fact]
    public void Unknown_field_in_front_hides_nothing_behind_it()
    {
        var report = Payloads.Accepted("""{"extra":{"battery":1,"more":[{}]},"name":"r1","status":"ONLINE","battery":50}""");

        Assert.Equal(50, report.Battery.Value);
    }

    [Fact]
    public void Unknown_field_inside_a_known_one_is_passed_over()
    {
        var report = Payloads.Accepted(Payloads.With(
            """ "position":{"z":{"x":9},"x":1,"y":2,"frame":["y",3]},"fault":{"level":{"code":"no"},"code":"E1"} """));

        Assert.Equal(1, report.Position.Value!.X);
        Assert.Equal(2, report.Position.Value.Y);
        Assert.Equal("E1", report.Fault.Value!.Code);
    }

    [Fact]
    public void Last_of_two_equal_fields_counts()
    {
        var report = Payloads.Accepted(
            """{"name":"r1","status":"OFFLINE","battery":1,"site":"a","status":"ONLINE","battery":2,"site":null,"name":"r1"}""");

        Assert.Equal(Muster.Fleet.Messages.RobotStatus.Online, report.Status);
        Assert.Equal(2, report.Battery.Value);
        Assert.Null(report.Site.Value);
    }
}
