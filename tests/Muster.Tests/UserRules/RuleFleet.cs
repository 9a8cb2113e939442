using System.Text;
using Muster.Fleet.Configuration;
using Muster.Fleet.Rules;
using Muster.Tests.Support;

namespace Muster.Tests.UserRules;

/// <summary>A whole Muster with rules of its own.</summary>
internal static class RuleFleet
{
    /// <summary>The configuration with this section <c>rules</c>.</summary>
    public static FleetConfiguration Read(string rules)
    {
        var reading = FleetConfigurationReader.Read(Encoding.UTF8.GetBytes($$"""{ "rules": { {{rules}} } }"""), _ => null, RuleCheck.Find);
        Assert.Empty(reading.Problems);
        return reading.Configuration! with { AllowPrivateNotify = true };
    }

    /// <summary>Starts it.</summary>
    public static Task<TestMuster> StartAsync(string rules, string? data = null) => TestMuster.StartAsync(data, o => o with { Fleet = Read(rules) });

    /// <summary>A rule with one action.</summary>
    public static string Rule(string name, string sql, string action, string? error = null) =>
        $$"""  "{{name}}": { "sql": "{{sql}}", "actions": [{{action}}]{{(error is null ? "" : $", \"errorAction\": {error}")}} }""";

    /// <summary>An action that republishes.</summary>
    public static string Republish(string topic, string more = "") => $$"""{ "republish": { "topic": "{{topic}}"{{more}} } }""";

    /// <summary>An action that writes to a file.</summary>
    public static string File(string path) => $$"""{ "file": { "path": "{{path}}" } }""";

    /// <summary>What a file of rules has.</summary>
    public static IReadOnlyList<string> Lines(TestMuster muster, string path) =>
        System.IO.File.Exists(Path.Combine(muster.Data, path)) ? System.IO.File.ReadAllLines(Path.Combine(muster.Data, path)) : [];
}
