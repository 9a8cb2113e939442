using System.Text;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

public sealed class RobotNameTests
{
    public static TheoryData<string> Good { get; } = new()
    {
        "r", "R", "0", "_", ".", ":", "-", "r_1.a:b-c", "AZaz09", new string('r', 64),
    };

    public static TheoryData<string> Bad { get; } = new()
    {
        "", " ", "r 1", " r1", "r1 ", "r/1", "r+1", "#", "r\n", "r\0", "röbot", "ｒ１", "機", "\U0001F916", "r@1", "r[", "r`", "r{", new string('r', 65),
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_name_is_taken_from_payload_and_topic(string name)
    {
        var payload = Payload(name);

        Assert.Null(StatusReportReader.Read(payload, null, Payloads.Noon, out var bare));
        Assert.Null(StatusReportReader.Read(payload, name, Payloads.Noon, out var published));
        Assert.Equal(name, bare.Name);
        Assert.Equal(name, published.Name);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_name_in_the_payload_is_refused_with_the_rule(string name)
    {
        var refusal = StatusReportReader.Read(Payload(name), null, Payloads.Noon, out _);

        Assert.Equal((RefusalCode.InvalidValue, "name"), (refusal!.Code, refusal.Field));
        Assert.Contains(RobotName.Rule, refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_name_in_the_topic_is_refused_with_the_rule(string name)
    {
        var refusal = StatusReportReader.Read(Payload(name), name, Payloads.Noon, out _);

        Assert.Equal((RefusalCode.InvalidTopic, "name"), (refusal!.Code, refusal.Field));
        Assert.Contains(RobotName.Rule, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_name_is_the_topics() =>
        Assert.Equal("r1", Payloads.Accepted("""{"status":"ONLINE"}""").Name);

    [Fact]
    public void Missing_name_without_a_topic_is_refused()
    {
        var refusal = StatusReportReader.Read("""{"status":"ONLINE"}"""u8, null, Payloads.Noon, out _);

        Assert.Equal((RefusalCode.MissingField, "name"), (refusal!.Code, refusal.Field));
        Assert.Contains("\"name\" is missing", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Escaped_name_is_the_same_name() =>
        Assert.Equal("r1", Payloads.Accepted("""{"name":"\u00721","status":"ONLINE"}""").Name);

    private static byte[] Payload(string name) => Encoding.UTF8.GetBytes($$"""{"name":"{{JsonEncodedText.Encode(name)}}","status":"ONLINE"}""");
}
