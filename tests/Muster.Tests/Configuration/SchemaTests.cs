using System.Text;
using System.Text.Json;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Hosting;

namespace Muster.Tests.Configuration;

public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(FleetSchema.Utf8).RootElement;
    private static readonly SchemaJudge Judge = new(Schema);

    public static TheoryData<string> Good => [.. Cases.Good];

    public static TheoryData<string> Bad => [.. Cases.Bad];

    public static TheoryData<string> OnlyReader => [.. Cases.OnlyReader];

    [Theory]
    [MemberData(nameof(Good))]
    public void Right_file_is_right_for_reader_and_schema(string text) => Assert.Equal((true, true), (ReaderAccepts(text), SchemaAccepts(text)));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Wrong_file_is_wrong_for_reader_and_schema(string text) => Assert.Equal((false, false), (ReaderAccepts(text), SchemaAccepts(text)));

    [Theory]
    [MemberData(nameof(OnlyReader))]
    public void What_a_schema_cannot_tell_is_told_by_the_reader(string text) => Assert.Equal((false, true), (ReaderAccepts(text), SchemaAccepts(text)));

    [Fact]
    public void Every_setting_of_the_schema_is_known_to_the_reader_and_the_other_way_round()
    {
        AssertKnown("{ \"?\": 0 }", "", Schema);
        foreach (var section in new[] { "host", "policy", "alerts" })
        {
            AssertKnown($$"""{ "{{section}}": { "?": 0 } }""", $"{section}.", Schema.GetProperty("properties").GetProperty(section));
        }

        var definitions = Schema.GetProperty("$defs");
        AssertKnown("""{ "sites": { "a": { "?": 0 } } }""", "sites.a.", definitions.GetProperty("site"));
        AssertKnown("""{ "sites": { "a": { "position": { "x": 0, "y": 0, "?": 0 } } } }""", "sites.a.position.", definitions.GetProperty("site").GetProperty("properties").GetProperty("position"));
        AssertKnown("""{ "items": { "a": { "?": 0 } } }""", "items.a.", definitions.GetProperty("item"));
        AssertKnown("""{ "alerts": { "channels": [{ "name": "a", "type": "log", "?": 0 }] } }""", "alerts.channels[0].", definitions.GetProperty("channel"));
        AssertKnown("""{ "functions": { "a": { "package": "p", "?": 0 } } }""", "functions.a.", definitions.GetProperty("function"));
        AssertKnown("""{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": [{ "file": { "path": "a.jsonl" } }], "?": 0 } } }""", "rules.a.", definitions.GetProperty("rule"));
        AssertKnownOfAction("""{ "file": { "path": "a.jsonl" }, "?": 0 }""", "", definitions.GetProperty("action"));
        foreach (var (kind, needed) in new[] { ("republish", "\"topic\": \"a\""), ("webhook", "\"url\": \"https://example.com\""), ("file", "\"path\": \"a.jsonl\"") })
        {
            AssertKnownOfAction($$"""{ "{{kind}}": { {{needed}}, "?": 0 } }""", $"{kind}.", definitions.GetProperty("action").GetProperty("properties").GetProperty(kind));
        }
    }

    [Fact]
    public void Defaults_that_the_schema_names_are_those_in_force()
    {
        var values = ConfigurationValues.Of(FleetConfiguration.Default).ToDictionary(v => v.Name, v => v.Value);
        foreach (var setting in Schema.GetProperty("properties").GetProperty("policy").GetProperty("properties").EnumerateObject())
        {
            Assert.Equal(values[$"policy.{setting.Name}"], setting.Value.GetProperty("default").ToString());
        }

        var item = Schema.GetProperty("$defs").GetProperty("item").GetProperty("properties");
        Assert.Equal(Durations.Format(new ItemSettings().ExpectedDuration), item.GetProperty("expectedDuration").GetProperty("default").GetString());
        Assert.Equal(Durations.Format(new ItemSettings().MaxDuration), item.GetProperty("maxDuration").GetProperty("default").GetString());
        var one = new FleetConfiguration { Functions = new Dictionary<string, UserFunction> { ["a"] = new() { Name = "a", Package = "p" } } };
        var shown = ConfigurationValues.Of(one).ToDictionary(v => v.Name, v => v.Value);
        foreach (var setting in Schema.GetProperty("$defs").GetProperty("function").GetProperty("properties").EnumerateObject().Where(p => p.Value.TryGetProperty("default", out _)))
        {
            Assert.Equal(shown[$"functions.a.{setting.Name}"], setting.Value.GetProperty("default").ToString());
        }
    }

    [Fact]
    public void Every_setting_of_the_schema_is_described()
    {
        Assert.All(Settings(Schema), setting => Assert.True(setting.Value.TryGetProperty("description", out _), setting.Name));
        Assert.True(Settings(Schema).Count() > 40);
    }

    private static IEnumerable<JsonProperty> Settings(JsonElement schema)
    {
        var own = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [];
        var inner = own.Select(p => p.Value).Concat(schema.TryGetProperty("$defs", out var definitions) ? definitions.EnumerateObject().Select(d => d.Value) : []);
        return own.Concat(inner.SelectMany(Settings));
    }

    private static void AssertKnownOfAction(string action, string prefix, JsonElement schema) =>
        AssertKnown($$"""{ "rules": { "a": { "sql": "SELECT * FROM 'a'", "actions": [{{action}}] } } }""", $"rules.a.actions[0].{prefix}", schema);

    private static void AssertKnown(string text, string prefix, JsonElement schema)
    {
        var problem = Assert.Single(ConfigFile.Read("fleet.json", Encoding.UTF8.GetBytes(text)).Problems);
        var known = problem.Split("Known are ")[1].Split(", ").Select(name => name[prefix.Length..]);
        Assert.Equal(schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(), known.Order());
    }

    private static bool ReaderAccepts(string text)
    {
        var host = new List<UpSettings>();
        var reading = FleetConfigurationReader.Read(Encoding.UTF8.GetBytes(text), name => name == "SECRET" ? Files.Secret : null, s => host.Add(UpSettings.Read(s)));
        return reading.Problems.Count == 0;
    }

    private static bool SchemaAccepts(string text) => Judge.Accepts(JsonDocument.Parse(text).RootElement);
}
