using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Configuration;
using Muster.Local.Functions;
using Muster.Tests.Aws.Store;

namespace Muster.Tests.LambdaHost.Samples;

/// <summary>The sample functions against DynamoDB Local.</summary>
public sealed class SampleFunctionTests(DynamoLocal dynamo)
{
    [Theory]
    [InlineData("python")]
    [InlineData("python-once")]
    [InlineData("node")]
    [InlineData("go")]
    public async Task Sample_writes_the_status_and_refuses_what_is_none(string sample)
    {
        using var package = await SampleFunctions.BuildAsync(sample);
        using var tables = await dynamo.BenchAsync();
        await using var bench = new HostBench(FunctionPackage.Open(package.Path), o => o with { Environment = SampleFunctions.Variables(dynamo, tables) });

        Assert.Equal("""{"name":"TestRobot","status":"ONLINE"}""", Compact(await bench.AnswerAsync("""{"name": "TestRobot", "status": "ONLINE", "battery": 80}""")));
        Assert.Equal("ONLINE", await StatusAsync(tables, "TestRobot"));
        await bench.AnswerAsync("""{"name": "TestRobot", "status": "PAUSED"}""");
        Assert.Equal("PAUSED", await StatusAsync(tables, "TestRobot"));

        var refused = await bench.InvokeAsync("""{"name": "TestRobot", "status": "AWAY"}""");
        Assert.Contains("known are ONLINE, CHARGING, PAUSED, FAULT, OFFLINE", refused.Error?.Message, StringComparison.Ordinal);
        Assert.NotNull((await bench.InvokeAsync("""{"status": "ONLINE"}""")).Error);
        Assert.Equal("PAUSED", await StatusAsync(tables, "TestRobot"));
        Assert.Equal(1, bench.Host.Environments);
    }

    private static string Compact(JsonNode node) => node.ToJsonString();

    private static async Task<string?> StatusAsync(DynamoBench tables, string robot)
    {
        var item = await tables.Client.GetItemAsync(tables.Prefix + UserFunction.KnownTables[0], new Dictionary<string, AttributeValue> { ["name"] = new() { S = robot } });
        return item.Item?.GetValueOrDefault("status")?.S;
    }
}
