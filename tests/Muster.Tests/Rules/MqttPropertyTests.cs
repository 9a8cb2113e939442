using Muster.Fleet.Functions;
using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

/// <summary>IoT SQL's <c>get_mqtt_property(name)</c>.</summary>
public sealed class MqttPropertyTests
{
    private static readonly MqttProperties Properties = new("application/json", IsText: true, "answers/7", [0xFF, 0, 1]);

    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "content_type", "application/json" },
        { "format_indicator", "UTF8_DATA" },
        { "response_topic", "answers/7" },
        { "correlation_data", "/wAB" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_of_the_column_is_the_messages_property(string name, string text) =>
        Assert.Equal(text, Compile(name).Text("c", Context(Properties)));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Property_that_the_message_does_not_have_is_none(string name, string text)
    {
        Assert.NotNull(text);
        Assert.Null(Compile(name).Text("c", Context(new MqttProperties(null, IsText: false, null, null))));
        Assert.Null(Compile(name).Text("c", Context(null)));
    }

    [Fact]
    public void Empty_correlation_data_is_an_empty_text() =>
        Assert.Equal("", Compile("correlation_data").Text("c", Context(Properties with { CorrelationData = [] })));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Function_sees_the_same_whether_the_column_is_in_the_JSON_or_beside_it(string name, string text)
    {
        var beside = new FunctionEvent("{}"u8.ToArray(), Compile(name), Context(Properties));
        var inside = new FunctionEvent(System.Text.Encoding.UTF8.GetBytes($$"""{"c":"{{text}}"}"""));
        var without = new FunctionEvent("""{"c":null}"""u8.ToArray());

        Assert.Equal(text, beside.Text("c"));
        Assert.Equal(text, inside.Text("c"));
        Assert.Null(without.Text("c"));
    }

    [Fact]
    public void Payload_cannot_pretend_to_be_a_property_in_process() =>
        Assert.Null(new FunctionEvent("""{"c":"fleet/robots/r1"}"""u8.ToArray(), Compile("response_topic"), Context(null)).Text("c"));

    [Theory]
    [InlineData("get_mqtt_property('response_topic')")]
    [InlineData("GET_MQTT_PROPERTY ( \"response_topic\" )")]
    public void Call_is_read_with_its_property(string call) =>
        Assert.Equal(new SelectItem(new Call("get_mqtt_property", [new Literal(SqlValue.From("response_topic"))]), ["r"]), IotSqlParser.Parse($"SELECT *, {call} AS r FROM 'a'").Select.Items[1]);

    [Theory]
    [InlineData("'topic_alias'", "\"topic_alias\"")]
    [InlineData("'Response_Topic'", "\"Response_Topic\"")]
    [InlineData("''", "\"\"")]
    [InlineData("2", "2")]
    public void Unknown_property_is_refused_with_those_that_are_known(string argument, string found)
    {
        var e = Assert.Throws<IotSqlException>(() => IotSqlParser.Parse($"SELECT *, get_mqtt_property({argument}) AS r FROM 'a'"));

        Assert.Equal((1, 29), (e.Line, e.Column));
        Assert.Equal($"expected a property in quotes, one of content_type, format_indicator, response_topic, correlation_data, found {found}", e.Problem);
    }

    [Fact]
    public void Call_takes_one_property() =>
        Assert.Contains("get_mqtt_property() takes one argument, not 2", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse("SELECT *, get_mqtt_property('response_topic', 1) AS r FROM 'a'")).Message, StringComparison.Ordinal);

    private static CompiledRule Compile(string name) => CompiledRule.Compile(new Rule("test", $"SELECT *, get_mqtt_property('{name}') AS c FROM '#'", "place-order"));

    private static MessageContext Context(MqttProperties? properties) => new(new TopicName("sites/munich/orders"), "t1", DateTimeOffset.UnixEpoch, properties);
}
