using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Muster.Aws.Store;
using Muster.Bench.Servers;

namespace Muster.Bench.Functions;

/// <summary>AWS's DynamoDB Local in memory, with our tables.</summary>
internal sealed class DynamoDbServer : IAsyncDisposable
{
    private readonly Process _process;

    private DynamoDbServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    internal int Port { get; }

    internal string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    internal static async Task<DynamoDbServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var port = LoopbackPort.FindFree();
        var start = new ProcessStartInfo("java", ["-Xmx1g", "-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-port", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new DynamoDbServer(process, port);
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("x", "y"), new AmazonDynamoDBConfig { ServiceURL = server.Endpoint, AuthenticationRegion = "us-east-1" });
        while (true)
        {
            try
            {
                await DynamoTables.CreateAsync(client, "", cancellationToken);
                return server;
            }
            catch (Fleet.Store.StoreUnavailableException) when (!process.HasExited)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
