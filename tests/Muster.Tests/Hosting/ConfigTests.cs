using System.Net;
using System.Net.Sockets;
using Muster.Tests.Processes;

namespace Muster.Tests.Hosting;

public sealed class ConfigTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Settings_of_the_file_are_used()
    {
        await using var muster = await UpAsync($$"""
            {
              // Comments and a last comma are fine.
              "host": { "mqttPort": 0, "httpPort": 0, "bind": "127.0.0.2", "data": "{{_folder.File("from-file")}}", "historyPerRobot": 3 },
            }
            """, _folder.File("from-file"));

        Assert.Contains("mqtt://127.0.0.2:", muster.Output, StringComparison.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            await muster.Api.ReportAsync("r1", $$"""{"status":"ONLINE","site":"s{{i}}"}""");
        }

        Assert.Equal(3, (await muster.Api.HistoryAsync("r1")).Count);
        Assert.Equal(0, await muster.StopAsync());
    }

    [Fact]
    public async Task Command_line_goes_before_the_file()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var muster = await UpAsync(
            $$"""{ "host": { "mqttPort": {{taken}}, "httpPort": {{taken}}, "bind": "192.0.2.1", "data": "{{_folder.File("from-file")}}" } }""",
            _folder.File("from-command-line"),
            "--mqtt-port", "0", "--http-port", "0", "--bind", "127.0.0.1", "--data", _folder.File("from-command-line"));

        Assert.NotEqual(taken, muster.MqttPort);
        Assert.False(Directory.Exists(_folder.File("from-file")));
        Assert.Equal(0, await muster.StopAsync());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MusterProcess> UpAsync(string config, string data, params string[] arguments)
    {
        var muster = MusterProcess.Launch(["up", "--config", _folder.Write("fleet.json", config), .. arguments]);
        await muster.BecomeReadyAsync(data);
        return muster;
    }
}
