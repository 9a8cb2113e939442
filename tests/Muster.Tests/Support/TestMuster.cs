using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Formatter;
using Muster.Fleet.Configuration;
using Muster.Hosting;

namespace Muster.Tests.Support;

/// <summary>The whole system in this process, on free ports and a folder of its own.</summary>
internal sealed class TestMuster : IAsyncDisposable
{
    private readonly MusterHost _host;
    private readonly string _data;
    private readonly bool _keepData;

    private TestMuster(MusterHost host, string data, bool keepData)
    {
        _host = host;
        _data = data;
        _keepData = keepData;
        Http = new HttpClient { BaseAddress = host.Http };
    }

    public HttpClient Http { get; }

    public int MqttPort => _host.Mqtt.Port;

    public string Data => _data;

    public static async Task<TestMuster> StartAsync(string? data = null, Func<UpOptions, UpOptions>? change = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("muster-test-").FullName;
        var options = new UpOptions { MqttPort = 0, HttpPort = 0, Data = folder, Fleet = FleetConfiguration.Default with { AllowPrivateNotify = true } };
        options = change?.Invoke(options) ?? options;
        return new TestMuster(await MusterHost.StartAsync(options, TimeProvider.System, new Random(1)), folder, data is not null);
    }

    /// <summary>A client of the library's, connected.</summary>
    public async Task<TestClient> ConnectAsync(
        string clientId = "tester",
        MqttProtocolVersion version = MqttProtocolVersion.V500,
        Action<MqttClientOptionsBuilder>? configure = null,
        bool overWebSocket = false)
    {
        var builder = new MqttClientOptionsBuilder().WithClientId(clientId).WithProtocolVersion(version).WithTimeout(TimeSpan.FromSeconds(20));
        builder = overWebSocket
            ? builder.WithWebSocketServer(o => o.WithUri($"ws://{_host.Http.Authority}/mqtt"))
            : builder.WithTcpServer("127.0.0.1", MqttPort);
        configure?.Invoke(builder);
        return await TestClient.ConnectAsync(builder.Build());
    }

    public async Task<JsonNode?> FindAsync(string robot)
    {
        using var reply = await Http.GetAsync($"/api/robots/{robot}");
        return reply.IsSuccessStatusCode ? await reply.Content.ReadFromJsonAsync<JsonNode>() : null;
    }

    public async Task<string?> StatusAsync(string robot) => (string?)(await FindAsync(robot))?["status"];

    /// <summary>Waits until the robot is shown with <paramref name="status"/>.</summary>
    public Task WaitForStatusAsync(string robot, string status) => Eventually.TrueAsync(async () => await StatusAsync(robot) == status, $"{robot} is {status}");

    public async Task<JsonArray> HistoryAsync(string robot) =>
        (await Http.GetFromJsonAsync<JsonNode>($"/api/robots/{robot}/history"))!["items"]!.AsArray();

    /// <summary>A counter or gauge of /metrics, summed over its labels that contain <paramref name="label"/>.</summary>
    public async Task<double> MetricAsync(string name, string label = "")
    {
        var text = await Http.GetStringAsync("/metrics");
        return text.Split('\n')
            .Where(l => l.StartsWith(name + "{", StringComparison.Ordinal) && l.Contains(label, StringComparison.Ordinal))
            .Sum(l => double.Parse(l[(l.LastIndexOf('}') + 2)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        if (!_keepData)
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
