using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.SampleRobots;

/// <summary>The robots that users begin with do what they show.</summary>
public sealed class SampleRobotTests : IAsyncLifetime
{
    private const string Name = "sample-1";

    private TestMuster _muster = null!;

    public async ValueTask InitializeAsync() => _muster = await TestMuster.StartAsync();

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    public async Task Order_is_carried_out(string language)
    {
        await using var robot = await StartAsync(language, seconds: 1);
        var order = await PlaceAsync();

        await WaitForAsync(order, "COMPLETED");

        string?[] expected = ["PENDING", "ASSIGNED", "ASSIGNED", "IN_PROGRESS", "COMPLETED"];
        Assert.Equal(expected, (await HistoryAsync(order)).Select(e => (string?)e!["to"]).Reverse());
        await _muster.WaitForStatusAsync(Name, "ONLINE");
    }

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    public async Task Order_that_is_called_off_while_it_runs_is_CANCELED(string language)
    {
        await using var robot = await StartAsync(language, seconds: 60);
        var order = await PlaceAsync();
        await WaitForAsync(order, "IN_PROGRESS");

        await PostAsync($"/api/orders/{order}/cancel");

        await WaitForAsync(order, "CANCELED");
        Assert.Equal("CANCELED", (string?)(await HistoryAsync(order))[0]!["cause"]);
        await _muster.WaitForStatusAsync(Name, "ONLINE");
    }

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    public async Task Command_that_comes_again_is_answered_and_not_carried_out_again_and_one_that_comes_too_late_not_at_all(string language)
    {
        await using var robot = await StartAsync(language, seconds: 1);
        await using var tester = await _muster.ConnectAsync();
        await tester.SubscribeAsync($"robots/{Name}/commands", $"robots/{Name}/orders/+");
        await PlaceAsync();
        var command = await tester.NextTextAsync();
        await robot.LineAsync("COMPLETED");

        await tester.PublishAsync($"robots/{Name}/commands", Expired(command));
        await robot.LineAsync("too late");
        await tester.PublishAsync($"robots/{Name}/commands", Lasting(command));
        await robot.LineAsync("COMPLETED");

        string?[] expected = ["ACCEPTED", .. Enumerable.Repeat("IN_PROGRESS", 9), "COMPLETED", "COMPLETED"];
        Assert.Equal(expected, await StatesAsync(tester, expected.Length));
    }

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    public async Task Robot_pauses_goes_on_and_charges_when_it_is_told(string language)
    {
        await using var robot = await StartAsync(language, seconds: 1);

        await PostAsync($"/api/robots/{Name}/pause");
        await _muster.WaitForStatusAsync(Name, "PAUSED");
        await PostAsync($"/api/robots/{Name}/resume");
        await _muster.WaitForStatusAsync(Name, "ONLINE");
        await PostAsync($"/api/robots/{Name}/charge");
        await Eventually.TrueAsync(
            async () => (await _muster.HistoryAsync(Name)).Any(e => e!["changes"]!.AsArray().Any(c => (string?)c!["to"] == "CHARGING")),
            "it charged");
    }

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    public async Task Robot_that_loses_its_connection_comes_back_and_finishes_its_order(string language)
    {
        await using var robot = await StartAsync(language, seconds: 5);
        var order = await PlaceAsync();
        await WaitForAsync(order, "IN_PROGRESS");

        (await _muster.ConnectAsync(Name)).Drop();

        await WaitForAsync(order, "COMPLETED");
        Assert.Equal(1, (int?)(await OrderAsync(order))["attempt"]);
    }

    public ValueTask DisposeAsync() => _muster.DisposeAsync();

    private static string Expired(string command)
    {
        var late = JsonNode.Parse(command)!;
        (late["id"], late["order"]!["id"], late["expiresAt"]) = ("late/1", "late", "2020-01-31T12:00:00.000Z");
        return late.ToJsonString();
    }

    private static string Lasting(string command)
    {
        var again = JsonNode.Parse(command)!;
        again["expiresAt"] = "2999-01-31T12:00:00.000Z";
        return again.ToJsonString();
    }

    private static async Task<List<string?>> StatesAsync(TestClient tester, int count)
    {
        var states = new List<string?>();
        while (states.Count < count)
        {
            if (JsonNode.Parse(await tester.NextTextAsync())!["state"] is { } state)
            {
                states.Add((string?)state);
            }
        }

        return states;
    }

    private async Task<SampleRobot> StartAsync(string language, int seconds)
    {
        var robot = await SampleRobot.StartAsync(language, _muster.MqttPort, Name, seconds);
        await _muster.WaitForStatusAsync(Name, "ONLINE");
        return robot;
    }

    private async Task<string> PlaceAsync()
    {
        using var reply = await _muster.Http.PostAsJsonAsync("/api/orders", new JsonObject { ["site"] = "munich", ["item"] = "latte" });
        reply.EnsureSuccessStatusCode();
        return (string)(await reply.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    private async Task PostAsync(string path)
    {
        using var reply = await _muster.Http.PostAsync(path, null);
        reply.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> OrderAsync(string order) => (await _muster.Http.GetFromJsonAsync<JsonNode>($"/api/orders/{order}"))!;

    private async Task<JsonArray> HistoryAsync(string order) => (await _muster.Http.GetFromJsonAsync<JsonNode>($"/api/orders/{order}/history"))!["items"]!.AsArray();

    private Task WaitForAsync(string order, string state) => Eventually.TrueAsync(async () => (string?)(await OrderAsync(order))["state"] == state, $"the order is {state}");
}
