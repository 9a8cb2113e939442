using System.Buffers;
using System.Text;
using Muster.Fleet.Functions;
using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

public sealed class RuleJsonTests
{
    private const string Sql = "SELECT *, topic(2) AS topicRobot, topic(9) AS nothing, timestamp() AS receivedAt FROM '#'";

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"name":"r1"}""", """{"name":"r1","topicRobot":"r1","receivedAt":1769860800000}""")]
    [InlineData(""" { "n" : [ 1.50, {"a": "\u00f6ö"} ] , "m" : 1e3 } """, """{"n" : [ 1.50, {"a": "\u00f6ö"} ],"m" : 1e3,"topicRobot":"r1","receivedAt":1769860800000}""")]
    [InlineData("{}", """{"topicRobot":"r1","receivedAt":1769860800000}""")]
    public void Fields_stay_as_they_were_written_and_columns_follow(string payload, string json) => Assert.Equal(json, Write(payload));

    [Theory]
    [InlineData("""{"topicRobot":"r2","a":1}""")]
    [InlineData("""{"a":1,"topicRobot":{"x":"}"},"receivedAt":0}""")]
    [InlineData("""{"topic\u0052obot":"r2","a":1}""")]
    public void Column_takes_the_place_of_a_field_of_its_name(string payload) =>
        Assert.Equal("""{"a":1,"topicRobot":"r1","receivedAt":1769860800000}""", Write(payload));

    [Fact]
    public void Undefined_column_is_left_out_and_no_field_passes_for_it() =>
        Assert.DoesNotContain("nothing", Write("""{"nothing":"spoofed"}"""), StringComparison.Ordinal);

    [Fact]
    public void Field_that_comes_twice_counts_as_it_came_last() =>
        Assert.Equal("""{"a":3,"b":2,"topicRobot":"r1","receivedAt":1769860800000}""", Write("""{"a":1,"b":2,"\u0061":3}""").Replace("\\u0061", "a", StringComparison.Ordinal));

    [Fact]
    public void Text_of_a_column_is_escaped() =>
        Assert.StartsWith("""{"topicRobot":"a\"b\\c\u0001ö",""", Write("{}", "robots/a\"b\\c\u0001ö/status"), StringComparison.Ordinal);

    /// <summary>The reference: columns are added to a payload that is JSON, or empty.</summary>
    [Fact]
    public void Empty_payload_makes_an_event_of_the_columns_alone() =>
        Assert.Equal("""{"topicRobot":"r1","receivedAt":1769860800000}""", Write(""));

    [Theory]
    [InlineData(" ")]
    [InlineData("hello")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"a\":1")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    public void Payload_that_is_no_object_makes_no_event(string payload) => Assert.Null(TryWrite(Encoding.UTF8.GetBytes(payload)));

    /// <summary>JSON may escape half of a surrogate pair, which is no character.</summary>
    [Theory]
    [InlineData("""{"\udc00":1,"a":"\ud800"}""")]
    [InlineData("""{"a":"\ud800","b\ud800":{"c":1}}""")]
    public void Half_a_character_in_a_payload_is_handed_on_as_it_is_written(string payload)
    {
        var rule = CompiledRule.Compile(new Rule("test", "SELECT a, b.c, upper(a) AS u FROM '#'", "f"));
        var output = new ArrayBufferWriter<byte>();

        Assert.True(rule.TryWrite(Encoding.UTF8.GetBytes(payload), new MessageContext(new TopicName("x"), null, Noon), output, RuleServices.None));
        Assert.StartsWith("""{"a":"\ud800",""", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_in_a_statement_is_refused() =>
        Assert.Contains("half a character", Assert.Throws<IotSqlException>(() => CompiledRule.Compile(new Rule("test", "SELECT '\ud800' AS a FROM '#'", "f"))).Problem, StringComparison.Ordinal);

    [Fact]
    public void Payload_that_is_not_utf8_makes_no_event() => Assert.Null(TryWrite([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']));

    [Fact]
    public void Function_reads_the_same_from_the_json_as_from_the_message()
    {
        var direct = Event(Encoding.UTF8.GetBytes("""{"topicRobot":"r2"}"""), "robots/r1/status");
        var fromJson = new FunctionEvent(Encoding.UTF8.GetBytes(Write("""{"topicRobot":"r2"}""")));

        Assert.Equal(
            (direct.Text("topicRobot"), direct.Time("receivedAt"), direct.Text("nothing")),
            (fromJson.Text("topicRobot"), fromJson.Time("receivedAt"), fromJson.Text("nothing")));
    }

    [Fact]
    public void Event_without_a_rule_is_its_payload()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.True(new FunctionEvent(Encoding.UTF8.GetBytes("[]")).TryWrite(output));
        Assert.Equal("[]", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string Write(string payload, string topic = "robots/r1/status") =>
        TryWrite(Encoding.UTF8.GetBytes(payload), topic) ?? throw new InvalidOperationException("no event");

    private static string? TryWrite(byte[] payload, string topic = "robots/r1/status")
    {
        var output = new ArrayBufferWriter<byte>();
        var isEvent = Event(payload, topic).TryWrite(output);
        Assert.Equal(isEvent, output.WrittenCount > 0);
        return isEvent ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }

    private static FunctionEvent Event(byte[] payload, string topic) =>
        new(payload, CompiledRule.Compile(new Rule("test", Sql, "update-status")), new MessageContext(new TopicName(topic), "client-1", Noon));
}
