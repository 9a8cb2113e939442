using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>A robot that does what the test says, over real MQTT.</summary>
internal sealed class TestRobot : IAsyncDisposable
{
    private readonly TestClient _client;
    private readonly string _name;

    private TestRobot(TestClient client, string name)
    {
        _client = client;
        _name = name;
    }

    /// <summary>Connects, listens for commands, and is ready.</summary>
    public static async Task<TestRobot> ReadyAsync(TestMuster muster, string name = "r1", string site = "munich", string more = "")
    {
        var robot = new TestRobot(await muster.ConnectAsync(name), name);
        await robot._client.SubscribeAsync($"robots/{name}/commands");
        await robot.StatusAsync("ONLINE", $$""", "site": "{{site}}"{{more}}""");
        return robot;
    }

    public Task StatusAsync(string status, string more = "") => _client.ReportAsync(_name, status, more);

    /// <summary>The next command.</summary>
    public async Task<JsonNode> CommandAsync() => JsonNode.Parse(await _client.NextTextAsync())!;

    /// <summary>The next command of that name; others (such as a repetition) are passed over.</summary>
    public async Task<JsonNode> CommandAsync(string name)
    {
        while (true)
        {
            var command = await CommandAsync();
            if ((string?)command["command"] == name)
            {
                return command;
            }
        }
    }

    public Task<MQTTnet.MqttClientPublishResult> SayAsync(string order, string state, string more = "") =>
        _client.PublishAsync($"robots/{_name}/orders/{order}", $$"""{"state": "{{state}}"{{more}}}""");

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
