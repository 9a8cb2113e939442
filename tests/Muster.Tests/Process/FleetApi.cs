using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Muster.Tests.Processes;

/// <summary>The HTTP API, as a program of somebody else would use it.</summary>
internal sealed class FleetApi(Uri address)
{
    private static readonly HttpClient Http = new() { Timeout = CommandRun.Deadline };

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(address, path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary><c>/readyz</c>; 502 stands for no answer at all.</summary>
    public async Task<(HttpStatusCode Status, string Body)> ReadyAsync()
    {
        try
        {
            return await GetAsync("/readyz");
        }
        catch (HttpRequestException e)
        {
            return (HttpStatusCode.BadGateway, e.Message);
        }
    }

    /// <summary>All robots by name, page by page.</summary>
    public async Task<Dictionary<string, JsonNode>> RobotsAsync(int pageSize = 100)
    {
        var robots = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var next = "";
        do
        {
            var page = await ReadAsync($"/api/robots?limit={pageSize}&after={Uri.EscapeDataString(next)}");
            foreach (var robot in page["items"]!.AsArray())
            {
                robots.Add(robot!["name"]!.GetValue<string>(), robot);
            }

            next = page["next"]?.GetValue<string>() ?? "";
        }
        while (next.Length > 0);
        return robots;
    }

    /// <summary>A robot; none when it is not known.</summary>
    public async Task<JsonNode?> RobotAsync(string name)
    {
        var (status, body) = await GetAsync($"/api/robots/{name}");
        return status == HttpStatusCode.NotFound ? null : JsonNode.Parse(body);
    }

    /// <summary>The status that is shown of a robot; none when it is not known.</summary>
    public async Task<string?> StatusAsync(string name) => (await RobotAsync(name))?["status"]?.GetValue<string>();

    /// <summary>A robot's history, newest first.</summary>
    public async Task<List<JsonNode>> HistoryAsync(string name, int limit = 1000) =>
        [.. (await ReadAsync($"/api/robots/{name}/history?limit={limit}"))["items"]!.AsArray().Select(e => e!)];

    public async Task<(HttpStatusCode Status, string? MediaType, string Body)> ReportAsync(string name, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(address, $"/api/robots/{name}/status"), content);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> ReadAsync(string path)
    {
        var (status, body) = await GetAsync(path);
        return status == HttpStatusCode.OK ? JsonNode.Parse(body)! : throw new HttpRequestException($"GET {path}: {status}: {body}");
    }
}
