namespace Muster.Bench.Servers;

/// <summary>Mosquitto as a plain broker: it acknowledges a report without storing it anywhere.</summary>
internal sealed class MosquittoServer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private MosquittoServer(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    internal int Port { get; }

    internal static async Task<MosquittoServer> StartAsync(TempFolder folder, CancellationToken cancellationToken)
    {
        var program = FindProgram();
        var port = LoopbackPort.FindFree();
        var configuration = Path.Combine(folder.Path, "mosquitto.conf");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            persistence false
            max_inflight_messages 0
            log_type none

            """,
            cancellationToken);
        var process = ChildProcess.Start(program, "-c", configuration);
        try
        {
            await LoopbackPort.WaitAsync(port, process, cancellationToken);
            return new MosquittoServer(process, port);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fails when Mosquitto is missing: better before anything else has been started.</summary>
    internal static string FindProgram()
    {
        // Debian installs it in /usr/sbin, which is not on everyone's path.
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/usr/local/sbin");
        return folders.Select(folder => Path.Combine(folder, "mosquitto")).FirstOrDefault(File.Exists)
            ?? throw new BenchException("mosquitto is missing: apt-get install mosquitto");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
