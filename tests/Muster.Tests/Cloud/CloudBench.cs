using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Muster.Tests.Aws.Store;
using Muster.Tests.Processes;

namespace Muster.Tests.Cloud;

/// <summary>Tables on DynamoDB Local, and processes that work on them as in an account of AWS's.</summary>
internal sealed class CloudBench(DynamoLocal dynamo, DynamoBench tables) : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>What tells processes where the tables are: the variables that all of AWS's tools read.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_DYNAMODB"] = dynamo.Endpoint,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "x",
        ["AWS_SECRET_ACCESS_KEY"] = "y",
        ["MUSTER_TABLE_PREFIX"] = tables.Prefix,
    };

    /// <summary>The robots' journals: an order's id for each time that it was carried out.</summary>
    public string Journals => Directory.CreateDirectory(Path.Combine(_folder.Path, "journals")).FullName;

    public DynamoBench Tables => tables;

    public static async Task<CloudBench> StartAsync(DynamoLocal dynamo) => new(dynamo, await dynamo.BenchAsync());

    /// <summary><c>muster up</c> on these tables.</summary>
    public Task<MusterProcess> UpAsync(string name, params string[] more) =>
        MusterProcess.UpAsync(Path.Combine(_folder.Path, name), Environment, more: ["--store", "dynamodb", .. more]);

    /// <summary>Simulated robots at a server's broker.</summary>
    public MusterProcess Robots(MusterProcess server, string prefix, int count, string site) => MusterProcess.Launch(
    [
        "simulate",
        "--robots", count.ToString(CultureInfo.InvariantCulture),
        "--site", site,
        "--broker", string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{server.MqttPort}"),
        "--prefix", prefix,
        "--travel", "20ms",
        "--work", "50ms",
        "--report", "1s",
        "--seed", prefix.Length.ToString(CultureInfo.InvariantCulture),
        "--journal", Journals,
    ]);

    /// <summary>Places an order by HTTP.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> PlaceAsync(HttpClient http, string site)
    {
        using var reply = await http.PostAsJsonAsync("/api/orders", new JsonObject { ["site"] = site, ["item"] = "latte" });
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return (string)(await reply.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    /// <summary>The orders in one of these states.</summary>
    public static async Task<List<JsonNode>> OrdersAsync(HttpClient http, string states) =>
        [.. (await http.GetFromJsonAsync<JsonNode>($"/api/orders?state={states}&limit=1000"))!["items"]!.AsArray().Select(o => o!)];

    /// <summary>The ids of all orders that robots carried out, as often as they did.</summary>
    public List<string> Done() => [.. Directory.EnumerateFiles(Journals).SelectMany(File.ReadLines)];

    public void Dispose()
    {
        tables.Dispose();
        _folder.Dispose();
    }
}
