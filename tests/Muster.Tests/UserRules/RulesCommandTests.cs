using System.CommandLine;
using System.Text.Json;
using Muster.Commands;
using Muster.Commands.Rules;
using Muster.Tests.Processes;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class RulesCommandTests : IDisposable
{
    private const string Report = """{"name": "r1", "status": "ONLINE", "battery": 12}""";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task List_shows_what_a_running_Muster_does_and_how_often()
    {
        await using var muster = await StartAsync(Rule("low", "SELECT name FROM 'robots/+/status' WHERE battery < 15", File("low.jsonl"), Republish("errors")));
        await using var client = await muster.ConnectAsync();
        await client.ReportAsync("r1", "ONLINE", ", \"battery\": 12");
        var url = muster.Http.BaseAddress!.ToString();

        var run = await RunAsync("rules", "list", "--url", url);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var lines = run.Output.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("update_status robots/+/status function update-status 1 0 - -", lines);
        Assert.Contains("low robots/+/status file low.jsonl 1 0 1 0", lines);
        Assert.Contains("on error: republish errors 0 0", lines);

        var json = JsonDocument.Parse((await RunAsync("rules", "list", "--url", url, "--json")).Output).RootElement;
        Assert.Equal(1, json.EnumerateArray().Single(r => r.GetProperty("name").GetString() == "low").GetProperty("selected").GetInt32());
    }

    [Fact]
    public async Task List_of_a_file_needs_no_Muster()
    {
        var run = await RunAsync("rules", "list", "--config", Config(Rule("low", "SELECT * FROM 'a/#'", File("low.jsonl"))));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("low ", run.Output, StringComparison.Ordinal);
        Assert.Contains("a/#", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_prints_every_mistake_with_its_rule_line_and_column()
    {
        var path = Config($"\n  {Rule("one", "SELECT * FORM 'a'", File("one.jsonl"))},\n  {Rule("two", "SELECT x FROM 'a'", File("two.txt"))}");

        var run = await RunAsync("rules", "check", path);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        var lines = run.Errors.Split('\n');
        Assert.StartsWith($"{path}:2:21, rule one: in the SQL, line 1, column 10: ", lines[0], StringComparison.Ordinal);
        var column = System.IO.File.ReadAllLines(path)[2].IndexOf("\"two.txt\"", StringComparison.Ordinal) + 1;
        Assert.StartsWith($"{path}:3:{column}, rule two: \"two.txt\" is no file that a rule can write", lines[1], StringComparison.Ordinal);
        Assert.Equal($"muster: {path} has 2 problems", lines[2]);

        var json = JsonDocument.Parse((await RunAsync("rules", "check", path, "--json")).Output).RootElement;
        Assert.Equal(("one", 2, "$.rules.one.sql"), (json[0].GetProperty("rule").GetString(), json[0].GetProperty("line").GetInt32(), json[0].GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Check_of_right_rules_says_so()
    {
        var path = Config(Rule("one", "SELECT * FROM 'a'", File("one.jsonl")));

        Assert.Equal((0, $"{path} is right: 1 rule, 1 enabled.\n"), Both(await RunAsync("rules", "check", path)));
        Assert.Equal((0, "[]\n"), Both(await RunAsync("rules", "check", path, "--json")));
    }

    [Fact]
    public async Task Try_shows_what_is_selected_what_is_not_and_why()
    {
        var path = Config($"""
            {Rule("low", "SELECT name, battery FROM 'robots/+/status' WHERE battery < 15", Republish("warnings/${topic(2)}", ", \"qos\": 1"))},
            {Rule("high", "SELECT name FROM 'robots/+/status' WHERE battery > 90", File("high.jsonl"))},
            {Rule("faulty", "SELECT name FROM 'robots/+/status' WHERE fault.code = 'E12'", File("fault.jsonl"))},
            {Rule("near", "SELECT name FROM 'robots/+/telemetry'", File("near.jsonl"))},
            {Rule("broken", "SELECT name FROM 'robots/#'", Republish("fleets/${nobody}"))},
            {Rule("far", "SELECT name FROM 'elsewhere'", File("far.jsonl"))}
            """);

        var run = await RunAsync("rules", "try", "--config", path, "--topic", "robots/r1/status", "--payload", Report, "--client-id", "r1");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("low: selected\n  emits      {\"name\":\"r1\",\"battery\":12}\n  republish  warnings/r1 (QoS 1)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("update_status: selected\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  function   update-status\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("high: not selected: its WHERE is false for this message\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("faulty: not selected: its WHERE is ", run.Output, StringComparison.Ordinal);
        Assert.Contains("near: other topics: its FROM is 'robots/+/telemetry'\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("would fail: the topic has a value that is Undefined for this message", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("far:", run.Output, StringComparison.Ordinal);
        Assert.Contains("rules listen to other topics.", run.Output, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(_folder.File("high.jsonl")));
    }

    [Fact]
    public async Task Try_of_one_statement_reads_the_payload_from_a_file_and_prints_JSON()
    {
        var payload = _folder.Write("report.json", Report);
        var run = await RunAsync("rules", "try", "--sql", "SELECT upper(name) AS n, clientid() AS c FROM 'robots/+/status'", "--topic", "robots/r1/status", "--payload", $"@{payload}", "--json");

        Assert.Equal(0, run.ExitCode);
        var rule = JsonDocument.Parse(run.Output).RootElement.GetProperty("rules")[0];
        Assert.Equal(("selected", """{"n":"R1","c":"muster-try"}"""), (rule.GetProperty("outcome").GetString(), rule.GetProperty("emits").GetRawText()));
    }

    [Fact]
    public async Task Try_where_no_rule_selects_ends_with_1()
    {
        var run = await RunAsync("rules", "try", "--sql", "SELECT * FROM 'a' WHERE x = 1", "--topic", "b", "--payload", "{}");

        Assert.Equal((1, "try: other topics: its FROM is 'a'\n"), Both(run));
    }

    [Fact]
    public async Task Try_with_a_mistake_names_its_place()
    {
        var run = await RunAsync("rules", "try", "--sql", "SELECT * FORM 'a'", "--topic", "a", "--payload", "{}");

        Assert.Equal((1, ""), Both(run));
        Assert.StartsWith("muster: --sql, line 1, column 10: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_by_Basic_Ingest_asks_the_named_rule_alone()
    {
        var path = Config(Rule("low", "SELECT *, topic() AS t FROM 'nowhere'", File("low.jsonl")));
        var run = await RunAsync("rules", "try", "--config", path, "--topic", "$aws/rules/low/robots/r1/status", "--payload", "{}");

        Assert.Equal((0, "low: selected\n  emits      {\"t\":\"robots/r1/status\"}\n  file       low.jsonl\n"), Both(run));
    }

    [Fact]
    public async Task Try_without_a_file_asks_the_Muster_that_runs()
    {
        await using var muster = await StartAsync(Rule("low", "SELECT name FROM 'robots/+/status' WHERE battery < 15", Republish("low/${topic(2)}")));
        var run = await RunAsync("rules", "try", "--url", muster.Http.BaseAddress!.ToString(), "--rule", "low", "--topic", "robots/r1/status", "--payload", Report);

        Assert.Equal((0, "low: selected\n  emits      {\"name\":\"r1\"}\n  republish  low/r1 (QoS 0)\n"), Both(run));
    }

    [Theory]
    [InlineData("--sql", "SELECT 1", "--rule", "x", "--topic", "a", "--payload", "{}")]
    [InlineData("--topic", "a/+", "--sql", "SELECT * FROM 'a/+'", "--payload", "{}")]
    [InlineData("--topic", "a", "--sql", "SELECT * FROM 'a'")]
    public async Task Wrong_usage_of_try_ends_with_2(params string[] arguments) => Assert.Equal(2, (await RunAsync(["rules", "try", .. arguments])).ExitCode);

    public void Dispose() => _folder.Dispose();

    private string Config(string rules) => _folder.Write("fleet.json", $$"""{ "rules": { {{rules}} } }""");

    private static (int ExitCode, string Output) Both(CommandRun run) => (run.ExitCode, run.Output);

    private static async Task<CommandRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = new RootCommand { RulesCommand.Create(TimeProvider.System, new Random(1)) };
        var code = await CommandLine.RunAsync(root, arguments, new InvocationConfiguration { Output = output, Error = errors });
        return new CommandRun(code, output.ToString(), errors.ToString());
    }
}
