using System.Globalization;
using System.Text.Json;

namespace Muster.Bench.Servers;

/// <summary>Muster as it is used: <c>muster up</c> on a data folder of its own.</summary>
internal sealed class MusterServer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private MusterServer(ChildProcess process, MusterRunFile run)
    {
        _process = process;
        Port = run.MqttPort;
        HttpPort = run.HttpPort;
    }

    /// <summary>The broker's port.</summary>
    internal int Port { get; }

    internal int HttpPort { get; }

    internal int ProcessId => _process.Id;

    /// <summary>Starts it without waiting for anything; port 0 lets it choose.</summary>
    internal static ChildProcess Launch(string program, string data, int mqttPort, int httpPort) =>
        ChildProcess.Start(
            program, "up", "--mqtt-port", mqttPort.ToString(CultureInfo.InvariantCulture),
            "--http-port", httpPort.ToString(CultureInfo.InvariantCulture), "--data", data);

    internal static async Task<MusterServer> StartAsync(string program, TempFolder folder, CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder.Path, "data");
        Directory.CreateDirectory(data);
        var process = Launch(program, data, mqttPort: 0, httpPort: 0);
        try
        {
            var runFile = Path.Combine(data, "muster.run.json");
            MusterRunFile? run = null;
            await LoopbackPort.WaitAsync(() => (run = TryRead(runFile)) is { MqttPort: > 0 }, process, cancellationToken);
            await LoopbackPort.WaitAsync(run!.MqttPort, process, cancellationToken);
            return new MusterServer(process, run);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static MusterRunFile? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), BenchJson.Default.MusterRunFile);
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            return null; // Not there yet, or half written.
        }
    }
}
