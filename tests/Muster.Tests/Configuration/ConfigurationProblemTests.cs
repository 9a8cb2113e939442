using System.Text;
using Muster.Fleet.Configuration;

namespace Muster.Tests.Configuration;

public sealed class ConfigurationProblemTests
{
    [Fact]
    public void Problem_says_file_line_path_what_is_wrong_and_what_would_be_right()
    {
        var problem = Files.Wrong("{\n  // Ä comment\n  \"items\": {\n    \"latte\": { \"maxDuration\": \"5x\" }\n  }\n}");

        Assert.Equal(
            "fleet.json, line 4, at $.items.latte.maxDuration: \"5x\" is no duration; like 250ms, 90s, 5m, 1h, 2d, or a number of seconds",
            problem.In("fleet.json"));
        Assert.Equal(31, problem.Column);
    }

    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_file()
    {
        var reading = Files.Read("""
            {
              "policy": { "heartbeat": 0, "maxAttempts": "3" },
              "sites": {
                "a b": {},
                "munich": { "keepAvailable": -1 }
              },
              "item": {}
            }
            """);

        Assert.Equal(
            ["$.policy.heartbeat", "$.policy.maxAttempts", "$.sites['a b']", "$.sites.munich.keepAvailable", "$.item"],
            reading.Problems.Select(p => p.Path));
        Assert.Equal([2, 2, 4, 5, 7], reading.Problems.Select(p => p.Line));
    }

    [Theory]
    [InlineData("""{ "polcy": {} }""", "$.polcy", "did you mean policy?")]
    [InlineData("""{ "policy": { "heartbeet": "1m" } }""", "$.policy.heartbeet", "did you mean policy.heartbeat?")]
    [InlineData("""{ "policy": { "MaxAttempts": 1 } }""", "$.policy.MaxAttempts", "did you mean policy.maxAttempts?")]
    [InlineData("""{ "policy": { "zzz": 1 } }""", "$.policy.zzz", "not known; Known are policy.dispatch")]
    [InlineData("""{ "sites": { "a.b": { "keep": 1 } } }""", "$.sites['a.b'].keep", "sites['a.b'].keepAvailable")]
    [InlineData("""{ "policy": { "dispatch": "neerest" } }""", "$.policy.dispatch", "did you mean nearest?")]
    [InlineData("""{ "alerts": { "channels": [{ "name": "a", "type": "log", "kinds": ["ROBOT_FAULTY"] }] } }""", "$.alerts.channels[0].kinds[0]", "did you mean ROBOT_FAULT?")]
    [InlineData("""{ "sites": { "munich": {} }, "alerts": { "channels": [{ "name": "a", "type": "log", "sites": ["munch"] }] } }""", "$.alerts.channels[0].sites[0]", "did you mean munich?")]
    public void Unknown_name_is_named_with_the_nearest_that_is_known(string text, string path, string words) => Says(text, path, words);

    [Theory]
    [InlineData("""{ "policy": { "criticalBattery": 30 } }""", "$.policy.criticalBattery", "criticalBattery is 30, above chargeBelow, 20 (the default)")]
    [InlineData("""{ "policy": { "resumeAt": 10 } }""", "$.policy.resumeAt", "chargeBelow is 20 (the default), above resumeAt, 10")]
    [InlineData("""{ "items": { "a": { "expectedDuration": "31m" } } }""", "$.items.a.expectedDuration", "longer than maxDuration, 30m (the default)")]
    [InlineData("""{ "policy": { "heartbeat": 1, "heartbeat": 2 } }""", "$.policy.heartbeat", "comes twice, first in line 1")]
    [InlineData("""{ "alerts": { "channels": [{ "name": "a", "type": "log" }, { "name": "a", "type": "log" }] } }""", "$.alerts.channels[1].name", "another channel called \"a\"")]
    [InlineData("""{ "sites": {} }""", "$.sites", "leave it out to accept any")]
    [InlineData("""{ "policy": null }""", "$.policy", "left out for the default")]
    [InlineData("""{ "policy": { "chargeBelow": 101 } }""", "$.policy.chargeBelow", "101 is out of range; allowed are 0 to 100")]
    [InlineData("""{ "policy": { "resumeAt": 1e999 } }""", "$.policy.resumeAt", "1e999 is out of range")]
    public void Settings_that_do_not_fit_are_named(string text, string path, string words) => Says(text, path, words);

    [Theory]
    [InlineData("\"secret\": \"hunter2\"", "secret", "this is no secret")]
    [InlineData("\"secret\": \"whsec_aHVudGVyMg==\"", "secret", "24 to 64 random bytes")]
    [InlineData("\"secretVariable\": \"NOWHERE\"", "secretVariable", "NOWHERE is not set")]
    [InlineData("\"secretVariable\": \"EMPTY\"", "secretVariable", "EMPTY is not set")]
    [InlineData("\"secretVariable\": \"WRONG\"", "secretVariable", "WRONG holds no secret")]
    [InlineData("\"secret\": \"" + Files.Secret + "\", \"secretVariable\": \"SECRET\"", "secretVariable", "keep one of the two")]
    public void Secret_that_is_none_is_refused_and_never_repeated(string secret, string setting, string words)
    {
        var problem = Files.Wrong($$"""{ "alerts": { "channels": [{ "name": "a", "type": "webhook", "url": "https://example.com", {{secret}} }] } }""");

        Assert.Equal($"$.alerts.channels[0].{setting}", problem.Path);
        Assert.Contains(words, problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMg", problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData("[]", 1, "must be a JSON object")]
    [InlineData("null", 1, "must be a JSON object")]
    [InlineData("{\n  \"policy\": {\n    \"heartbeat\": ,\n  }\n}", 3, "not JSON")]
    [InlineData("{\n  \"policy\": {\n", 3, "not JSON")]
    [InlineData("{}\n{}", 2, "not JSON")]
    [InlineData("{\n  \"$schema\": \"\\ud800\"\n}", 2, "surrogate")]
    public void File_that_is_no_JSON_object_is_refused_with_the_line(string text, int line, string words)
    {
        var problem = Files.Wrong(text);

        Assert.Equal(line, problem.Line);
        Assert.Contains(words, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_not_UTF_8_is_refused_with_the_line()
    {
        var reading = FleetConfigurationReader.Read([.. "{\n\"a\": \""u8, 0xE4, .. "\"}"u8], _ => null);

        Assert.Equal((2, true), (Assert.Single(reading.Problems).Line, reading.Problems[0].Reason.Contains("UTF-8", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_cut_of_a_right_file_breaks_the_reader()
    {
        var text = Encoding.UTF8.GetBytes(Cases.Whole);
        Assert.NotNull(FleetConfigurationReader.Read(text, _ => null).Configuration);
        for (var length = 0; length < text.Length; length++)
        {
            Assert.Single(FleetConfigurationReader.Read(text.AsSpan(0, length), _ => null).Problems);
        }
    }

    private static void Says(string text, string path, string words)
    {
        var problem = Files.Wrong(text);
        Assert.Equal(path, problem.Path);
        Assert.Contains(words, problem.Reason, StringComparison.Ordinal);
    }
}
