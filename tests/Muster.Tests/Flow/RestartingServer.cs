using System.Globalization;
using Muster.Tests.Processes;

namespace Muster.Tests.Flow;

/// <summary><c>muster up</c> on ports that stay the same when it is killed and started again.</summary>
internal sealed class RestartingServer : IAsyncDisposable
{
    private readonly string _data;
    private MusterProcess _process;

    private RestartingServer(string data, MusterProcess process)
    {
        _data = data;
        _process = process;
        (MqttPort, HttpPort) = (process.MqttPort, process.HttpPort);
    }

    public int MqttPort { get; }

    public int HttpPort { get; }

    public static async Task<RestartingServer> StartAsync(string data) => new(data, await MusterProcess.UpAsync(data));

    public async Task KillAndRestartAsync()
    {
        _process.Kill();
        await _process.DisposeAsync();
        _process = MusterProcess.Launch(
        [
            "up",
            "--mqtt-port", MqttPort.ToString(CultureInfo.InvariantCulture),
            "--http-port", HttpPort.ToString(CultureInfo.InvariantCulture),
            "--data", _data,
        ]);
        await _process.BecomeReadyAsync(_data);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
