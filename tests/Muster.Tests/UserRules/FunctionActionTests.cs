using System.Text;
using Muster.Fleet.Configuration;
using Muster.Fleet.Rules;
using Muster.Hosting;
using Muster.Tests.Processes;
using Muster.Tests.Support;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class FunctionActionTests
{
    [Fact]
    public async Task Function_of_the_fleet_is_called_with_what_the_rule_emits()
    {
        await using var muster = await StartAsync(Rule("legacy", "SELECT id AS name, upper(state) AS status FROM 'legacy'", """{ "function": "update-status" }"""));
        await using var client = await muster.ConnectAsync();

        await client.PublishAsync("legacy", """{"id": "old-1", "state": "charging"}""");

        Assert.Equal("CHARGING", await muster.StatusAsync("old-1"));
    }

    [Fact]
    public async Task What_the_function_refuses_goes_to_the_error_action()
    {
        await using var muster = await StartAsync(Rule("legacy", "SELECT id AS name FROM 'legacy'", """{ "function": "update-status" }""", File("errors.jsonl")));
        await using var client = await muster.ConnectAsync();

        Assert.True((await client.PublishAsync("legacy", """{"id": "old-1"}""")).IsSuccess);

        Assert.Contains("\"failedAction\":\"LambdaAction\",\"failedResource\":\"update-status\",\"errorMessage\":\"the function refused the event", Assert.Single(Lines(muster, "errors.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_of_ones_own_gets_what_the_rule_emits()
    {
        CommandRun.Need("python3");
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("own"));
        folder.Write("own/handler.py", """
            import json, os
            def lambda_handler(event, context):
                with open(os.environ["OUTPUT"], "a") as f:
                    f.write(json.dumps(event) + "\n")
            """);
        var path = folder.Write("fleet.json", $$"""
            {
              "functions": { "own": { "package": "own", "runtime": "python3.13", "handler": "handler.lambda_handler", "timeout": "30s", "environment": { "OUTPUT": "{{folder.File("out")}}" } } },
              "rules": { {{Rule("low", "SELECT name, battery FROM 'robots/+/status' WHERE battery < 15", """{ "function": "own" }""")}} }
            }
            """);
        var file = ConfigFile.Read(path);
        Assert.Empty(file.Problems);
        await using var muster = await TestMuster.StartAsync(change: o => o with { Fleet = file.Fleet!, ConfigFile = file });
        await using var client = await muster.ConnectAsync();

        await client.ReportAsync("r1", "ONLINE", """, "battery": 3""");

        await Eventually.TrueAsync(() => Task.FromResult(System.IO.File.Exists(folder.File("out"))), "the function runs");
        await Eventually.TrueAsync(() => Task.FromResult(System.IO.File.ReadAllText(folder.File("out")) == "{\"name\": \"r1\", \"battery\": 3}\n"), "its event");
    }

    [Fact]
    public void Function_that_nobody_brings_is_a_problem()
    {
        var text = $$"""{ "rules": { {{Rule("a", "SELECT * FROM 'a'", """{ "function": "update-statu" }""")}} } }""";
        var problem = Assert.Single(FleetConfigurationReader.Read(Encoding.UTF8.GetBytes(text), _ => null, RuleCheck.Find).Problems);

        Assert.Equal("$.rules.a.actions[0].function", problem.Path);
        Assert.Contains("did you mean update-status?", problem.Reason, StringComparison.Ordinal);
    }
}
