using System.Text;
using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html</summary>
public sealed class SubstitutionTemplateTests
{
    private const string Payload = """{"deviceid":"iot123","temp":54.98,"coords":{"latitude":47.615694},"none":null,"list":[1,"a"]}""";

    [Theory]
    [InlineData("${topic()}/republish", "my/iot/topic/republish")]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("devices/${deviceid}/${coords.latitude}", "devices/iot123/47.615694")]
    [InlineData("${ deviceid }${temp}", "iot12354.98")]
    [InlineData("${upper(deviceid)}-${temp + 0.02}", "IOT123-55")]
    [InlineData("${get({'}': 'brace'}, '}')}!", "brace!")]
    [InlineData("${list}", "[1,\"a\"]")]
    [InlineData("${CASE deviceid WHEN 'iot123' THEN 'it''s' END}", "it's")]
    [InlineData("$$aws/things/${deviceid}/shadow", "$aws/things/iot123/shadow")]
    [InlineData("$${deviceid}", "${deviceid}")]
    [InlineData("5 $ it's {ok} $", "5 $ it's {ok} $")]
    public void Expressions_are_replaced_by_their_text(string template, string text) => Assert.Equal(text, Render(template));

    [Theory]
    [InlineData("${nothing}")]
    [InlineData("a${none}b")]
    [InlineData("${topic(9)}")]
    public void Template_with_an_undefined_expression_has_no_text(string template) => Assert.Null(Render(template));

    [Fact]
    public void Payload_that_is_no_JSON_leaves_what_the_context_knows()
    {
        Assert.Equal("my", SubstitutionTemplate.Parse("${topic(1)}").Render([0xFF], Context));
        Assert.Null(SubstitutionTemplate.Parse("${deviceid}").Render([0xFF], Context));
    }

    [Fact]
    public void Template_sees_the_variables_and_the_dialect_of_its_rule()
    {
        var rule = CompiledRule.Compile(new Rule("test", "SET @celsius = (fahrenheit - 32) * 5 / 9 SELECT @celsius AS celsius FROM 'a'", "f"));

        Assert.Equal("temp-25C", SubstitutionTemplate.Parse("temp-${@celsius}C", rule).Render("""{"fahrenheit":77}"""u8, Context));
        Assert.Contains("@celsius is not set", Assert.Throws<IotSqlException>(() => SubstitutionTemplate.Parse("${@celsius}")).Problem, StringComparison.Ordinal);
        var first = CompiledRule.Compile(new Rule("test", "SELECT * FROM 'a'", "f") { SqlVersion = SqlVersion.V20151008 });
        Assert.Throws<IotSqlException>(() => SubstitutionTemplate.Parse("${[1]}", first));
    }

    [Theory]
    [InlineData("a/${deviceid", 1, 13, "expected }, found the end")]
    [InlineData("a/${}", 1, 5, "expected an expression, found }")]
    [InlineData("a\n/${b c}", 2, 6, "expected }, found c")]
    [InlineData("${topics()}", 1, 3, "did you mean topic?")]
    [InlineData("${'a}", 1, 3, "no closing '")]
    public void Mistake_is_told_with_its_place(string template, int line, int column, string words)
    {
        var e = Assert.Throws<IotSqlException>(() => SubstitutionTemplate.Parse(template));

        Assert.Equal((line, column), (e.Line, e.Column));
        Assert.Contains(words, e.Problem, StringComparison.Ordinal);
    }

    private static MessageContext Context => new(new TopicName("my/iot/topic"), "client-1", DateTimeOffset.UnixEpoch);

    private static string? Render(string template) => SubstitutionTemplate.Parse(template).Render(Encoding.UTF8.GetBytes(Payload), Context);
}
