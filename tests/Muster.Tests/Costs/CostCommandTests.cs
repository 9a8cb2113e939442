using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muster.Commands;
using Muster.Commands.Costs;
using Muster.Fleet.Costs.Prices;

namespace Muster.Tests.Costs;

public sealed class CostCommandTests : IDisposable
{
    private static readonly string[] Article = ["--robots", "20", "--messages", "100/min", "--orders", "6000/month", "--changes", "2400/month", "--reconnects", "600/month"];

    private readonly string _folder = Directory.CreateTempSubdirectory("muster-cost-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Table_has_a_line_for_each_service_and_all_four_totals()
    {
        var run = await RunAsync([.. Article, "--prices", await TestPricesAsync(), "--region", "test-1"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        AssertLine(run, "Lambda update-status 4,380,000 requests $0.95 $0.68");
        AssertLine(run, "IoT Core connections 876,000 minutes $0.07 $0.07");
        AssertLine(run, "messages: reports 4,380,000 messages $4.38 $4.38");
        AssertLine(run, "DynamoDB writes 6,874,200 write units $4.30 $4.30");
        AssertLine(run, "API Gateway HTTP API 106,000 requests $0.11 $0.11");
        AssertLine(run, "CloudWatch logs taken in 2.16 GB $1.08 $0.00");
        AssertLine(run, "Secrets Manager webhook secret 1 secret $0.40 $0.40");
        AssertLine(run, "together $21.26 $18.84");
        AssertLine(run, "robots publish to their topics $21.26 $18.84");
        AssertLine(run, "robots use Basic Ingest $16.87 $14.45");
        AssertLine(run, "one server (t4g.small, 20 GB gp3, public IPv4) $17.51 $17.51");
        AssertLine(run, "status reports 4,380,000 given: 100/min");
        AssertLine(run, "announced reports in % 10 assumed (--announced)");
    }

    [Fact]
    public async Task Explained_amounts_show_their_formulas()
    {
        var run = await RunAsync([.. Article, "--prices", await TestPricesAsync(), "--region", "test-1", "--explain"]);

        AssertLine(run, "4,380,000 × $1.00/M = $4.38");
        AssertLine(run, "4,380,000 calls × 5 ms (assumed) × 256 MB");
        AssertLine(run, "5,475 × $0.0000133334/GB-s = $0.07; free tier: (5,475 − 5,475) × $0.0000133334/GB-s = $0.00");
        AssertLine(run, "together: $21.26, with the free tier $18.84");
    }

    [Fact]
    public async Task Basic_ingest_leaves_no_message_of_a_report()
    {
        var run = await RunAsync([.. Article, "--prices", await TestPricesAsync(), "--region", "test-1", "--basic-ingest"]);

        AssertLine(run, "messages: reports 0 messages $0.00 $0.00");
        AssertLine(run, "together $16.87 $14.45");
    }

    [Fact]
    public async Task Programs_get_the_same_as_one_object()
    {
        var run = await RunAsync([.. Article, "--prices", await TestPricesAsync(), "--region", "test-1", "--json"]);

        var json = JsonNode.Parse(Assert.Single(run.Lines))!;
        Assert.Equal(21.26m, decimal.Round((decimal)json["totals"]!["standard"]!["cost"]!, 2));
        Assert.Equal(14.45m, decimal.Round((decimal)json["totals"]!["basicIngest"]!["costWithFreeTier"]!, 2));
        Assert.Equal(17.514m, (decimal)json["totals"]!["server"]!["cost"]!);
        var reports = json["lines"]!.AsArray().Single(l => (string?)l!["name"] == "messages: reports")!["parts"]![0]!;
        Assert.Equal(("iot.messages", 4_380_000m, 1.00m, 4.38m), ((string?)reports["of"], (decimal)reports["quantity"]!, (decimal)reports["price"]!, (decimal)reports["cost"]!));
        Assert.Equal("4,380,000 × $1.00/M = $4.38", (string?)reports["formula"]);
        Assert.Empty(json["missing"]!.AsArray());
        Assert.True((decimal)json["breakEven"]!["reportsWithFreeTier"]! > (decimal)json["breakEven"]!["reports"]!);
    }

    [Fact]
    public async Task Durations_and_memory_that_are_given_count()
    {
        var run = await RunAsync([.. Article, "--duration", "update-status=14.2ms", "--memory", "update-status=128", "--explain"]);

        // Lambda bills whole milliseconds.
        AssertLine(run, "4,380,000 calls × 15 ms (given) × 128 MB");
    }

    [Fact]
    public async Task Prices_of_the_program_are_right_and_printed_as_they_are()
    {
        var run = await RunAsync(["prices"]);

        var list = TestPrices.Read(run.Output);
        Assert.Equal(["us-east-1", "eu-central-1", "us-west-2"], list.Regions.Keys);
        Assert.Equal(PriceKey.All, list.Regions["us-east-1"].Prices.Keys.OrderBy(k => PriceKey.All.ToList().IndexOf(k)));
        Assert.All(list.Regions.Values.SelectMany(r => r.Prices.Values), p => Assert.StartsWith("https://", p.Source, StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync(["prices", "--prices", await FileAsync("copy.json", run.Output)])).ExitCode);
    }

    [Fact]
    public async Task Prices_that_are_replaced_are_reckoned_with()
    {
        var prices = await FileAsync("dear.json", (await RunAsync(["prices"])).Output.Replace("\"price\": 1.00, \"unit\": \"million messages of 5 KB\"", "\"price\": 10.00, \"unit\": \"million messages of 5 KB\"", StringComparison.Ordinal));
        var run = await RunAsync([.. Article, "--prices", prices]);

        AssertLine(run, "messages: reports 4,380,000 messages $43.80 $43.80");
    }

    [Fact]
    public async Task Prices_that_are_wrong_end_it_and_say_where()
    {
        var prices = await FileAsync("wrong.json", (await RunAsync(["prices"])).Output.Replace("\"price\": 0.625", "\"price\": \"cheap\"", StringComparison.Ordinal));
        var run = await RunAsync([.. Article, "--prices", prices]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Matches("wrong.json, line [0-9]+, at .*us-east-1.*dynamodb.writes.*: \"cheap\" is no amount; it must be a number, 0 or more, not in quotes\n", run.Errors);
        Assert.EndsWith("has 2 problems; `muster cost prices` prints a file that is right\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Region_without_prices_is_an_error_that_names_those_there_are()
    {
        var run = await RunAsync([.. Article, "--region", "mars-1"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("muster: there are no prices for the region mars-1 in the program's file; it has us-east-1, eu-central-1, us-west-2.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_that_is_not_known_is_said_so()
    {
        var prices = (await RunAsync(["prices"])).Output;
        var run = await RunAsync([.. Article, "--region", "us-east-1", "--prices", await FileAsync("less.json", prices.Replace("\"iot.rules\": { \"price\": 0.15", "\"iot.rules\": { \"note\": \"\", \"price\": 0.15", StringComparison.Ordinal))]);
        Assert.Equal(1, run.ExitCode); // An empty note is none.

        var node = JsonNode.Parse(prices, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        node["regions"]!["us-east-1"]!["prices"]!.AsObject().Remove("iot.rules");
        run = await RunAsync([.. Article, "--prices", await FileAsync("less.json", node.ToJsonString())]);

        AssertLine(run, "rules triggered 4,399,200 rules triggered no price no price");
        AssertLine(run, "No price for iot.rules in us-east-1: the amounts are without it, and too low.");
    }

    [Theory]
    [InlineData("--robots 20", "how large is the fleet? Say --robots 20 --messages 100/min, or --from-fleet")]
    [InlineData("--robots 20 --messages 100", "--messages is \"100\"; it must be a rate like 100/min, 20/h, 5/s, 3/d, 50000/month or 1/10s")]
    [InlineData("--robots 20.5 --messages 1/s", "--robots is \"20.5\"; it must be a whole number from 0 to 1000000")]
    [InlineData("--robots 20 --messages 1/s --announced 200", "--announced is \"200\"; it must be a number from 0 to 100")]
    [InlineData("--robots 20 --messages 1/s --duration update-status", "--duration is \"update-status\"; it must be FUNCTION=a length of time up to 15m, like update-status=5ms")]
    [InlineData("--robots 20 --messages 1/s --duration frobnicate=5ms", "--duration is \"frobnicate=5ms\"; the functions are update-status, track-order, presence, sweep, notify, api")]
    [InlineData("--robots 20 --messages 1/s --memory sweep=64", "--memory is \"sweep=64\"; it must be FUNCTION=128 to 10240, like update-status=256")]
    [InlineData("--robots 20 --messages 1/s --arch mips", "--arch is \"mips\"; it must be arm64 or x64")]
    [InlineData("--from-fleet --over 1ms", "--over is \"1ms\"; allowed are 1s to 1d")]
    [InlineData("--from-fleet --url http://127.0.0.1:1", "no Muster answers at http://127.0.0.1:1")]
    public async Task Wrong_usage_says_what_would_be_right(string line, string error)
    {
        var run = await RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"muster: {error}", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_of_the_configuration_is_reckoned_with()
    {
        var config = await FileAsync("fleet.json", """{"policy": {"heartbeat": "5m", "keepOrders": "60d"}}""");
        var run = await RunAsync([.. Article, "--config", config, "--explain"]);

        // Each fifth sweep: 20 × 43,800 / 5; 6,000 × 60 / (730 / 24).
        AssertLine(run, "175,200 due times moved on × 3");
        Assert.Contains("11,836 orders kept × 8 KB", run.Output, StringComparison.Ordinal);

        run = await RunAsync([.. Article, "--config", await FileAsync("bad.json", """{"policy": {"heartbeat": "soon"}}""")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is not right; `muster config check", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_of_the_configuration_are_reckoned_with()
    {
        var config = await FileAsync("rules.json", """
            {"rules": {
              "low": {"sql": "SELECT name FROM 'robots/+/status' WHERE battery < 20", "actions": [{"republish": {"topic": "low"}}]},
              "off": {"sql": "SELECT * FROM 'a/#'", "enabled": false, "actions": [{"republish": {"topic": "all"}}]}
            }}
            """);
        var run = await RunAsync([.. Article, "--config", config, "--explain"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        AssertLine(run, "rule low 4,380,000 each message on robots/+/status");
        AssertLine(run, "rule low, each message on robots/+/status");
        AssertLine(run, "4,380,000 × $0.15/M = $0.66");
        Assert.DoesNotContain("rule off", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Durations_that_were_measured_count_where_the_memory_is_the_same()
    {
        var measured = await FileAsync("measured.json", """
            {"functions": [
              {"name": "update-status", "points": [{"memoryMb": 128, "billedMs": 11, "failure": null}, {"memoryMb": 256, "billedMs": 4, "failure": null}]},
              {"name": "sweep", "points": [{"memoryMb": 512, "billedMs": 3, "failure": {"kind": "out of memory"}}]}
            ]}
            """);
        var run = await RunAsync([.. Article, "--measured", measured, "--explain"]);

        AssertLine(run, "4,380,000 calls × 4 ms (measured) × 256 MB");
        AssertLine(run, "43,800 calls × 50 ms (assumed) × 512 MB");
        run = await RunAsync([.. Article, "--measured", measured, "--memory", "update-status=128", "--explain"]);
        AssertLine(run, "4,380,000 calls × 11 ms (measured) × 128 MB");

        run = await RunAsync([.. Article, "--measured", await FileAsync("other.json", """{"functions": [{"name": "mine", "points": []}]}""")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("measured none of the fleet's functions at its memory size: update-status 256,", run.Errors, StringComparison.Ordinal);
        run = await RunAsync([.. Article, "--measured", await FileAsync("no.json", "{")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is no JSON", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_examples()
    {
        var run = await RunAsync(["--help"]);

        Assert.Contains("Examples:\n  muster cost --robots 20 --messages 100/min", run.Output, StringComparison.Ordinal);
    }

    private static void AssertLine(Commands.Cli run, string words) =>
        Assert.Contains(run.Lines, l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).EndsWith(words, StringComparison.Ordinal));

    private static async Task<Commands.Cli> RunAsync(IEnumerable<string> args)
    {
        var configuration = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        var exitCode = await CommandLine.RunAsync(new RootCommand { CostCommand.Create(TimeProvider.System) }, ["cost", .. args], configuration);
        return new Commands.Cli(exitCode, configuration.Output.ToString()!, configuration.Error.ToString()!);
    }

    private Task<string> TestPricesAsync() => FileAsync("prices.json", TestPrices.Json);

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
