using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Muster.Aws.Store;
using Muster.Tests.Aws.Store;
using Muster.Tests.Processes;
using OsProcess = System.Diagnostics.Process;

[assembly: AssemblyFixture(typeof(DynamoLocal))]

namespace Muster.Tests.Aws.Store;

/// <summary>AWS's DynamoDB Local: one process for all tests, started by the first that needs it. Each test has tables of its own.</summary>
public sealed class DynamoLocal : IAsyncDisposable
{
    private readonly Lazy<Task<OsProcess>> _process;
    private int _prefixes;

    public DynamoLocal() => _process = new Lazy<Task<OsProcess>>(StartAsync);

    /// <summary>Its address.</summary>
    public string Endpoint { get; private set; } = "";

    private static string Folder
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Muster.slnx")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("these tests run inside the repository");
            }

            return Path.Combine(folder, "artifacts", "dynamodb-local");
        }
    }

    /// <summary>Makes fresh tables; skips the test where there is no DynamoDB Local.</summary>
    public async Task<DynamoBench> BenchAsync()
    {
        CommandRun.Need("java");
        if (!File.Exists(Path.Combine(Folder, "DynamoDBLocal.jar")))
        {
            Assert.Skip("DynamoDB Local is not here: run eng/setup.sh, or eng/dynamodb-local.sh alone");
        }

        await _process.Value;
        var prefix = $"t{Interlocked.Increment(ref _prefixes)}-";
        var client = Client();

        // Nothing is let go by DynamoDB Local itself: it goes by the system's clock, and what tests write is old.
        await new TableMaker(client, prefix, [.. DynamoTables.All.Select(t => t with { TimeToLive = null })], TimeProvider.System).CreateAsync(CancellationToken.None);
        return new DynamoBench(client, prefix);
    }

    /// <summary>A client of its own.</summary>
    public AmazonDynamoDBClient Client() => new(
        new BasicAWSCredentials("x", "y"),
        LeavingHttpClientFactory.Set(new AmazonDynamoDBConfig { ServiceURL = Endpoint, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, Timeout = TimeSpan.FromSeconds(20) }));

    public async ValueTask DisposeAsync()
    {
        if (_process.IsValueCreated)
        {
            using var process = await _process.Value;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private async Task<OsProcess> StartAsync()
    {
        // The port is free a moment before; should another take it, the process ends and the next port is tried.
        for (var tries = 0; tries < 5; tries++)
        {
            var port = FreePort();
            var process = OsProcess.Start(new System.Diagnostics.ProcessStartInfo(
                "java", ["-Xmx512m", "-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-port", $"{port}"])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            Endpoint = $"http://127.0.0.1:{port}";
            if (await AnswersAsync(process))
            {
                return process;
            }

            process.Dispose();
        }

        throw new InvalidOperationException("DynamoDB Local ended as soon as it was started; see what eng/dynamodb-local.sh run 8000 says");
    }

    private async Task<bool> AnswersAsync(OsProcess process)
    {
        using var client = Client();
        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        while (!process.HasExited)
        {
            try
            {
                await client.ListTablesAsync(deadline.Token);
                return true;
            }
            catch (Exception e) when (e is HttpRequestException or AmazonServiceException && !deadline.IsCancellationRequested)
            {
                await Task.Delay(50, deadline.Token);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
