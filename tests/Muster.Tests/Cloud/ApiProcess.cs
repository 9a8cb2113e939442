using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Cloud;

/// <summary><c>muster api</c>, started as in the cloud: the port and the readiness path are the adapter's.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly MusterProcess _process;

    private ApiProcess(MusterProcess process, int port)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), Timeout = CommandRun.Deadline };
    }

    public HttpClient Http { get; }

    public static async Task<ApiProcess> StartAsync(IReadOnlyDictionary<string, string> environment, string iotEndpoint)
    {
        var port = FreePort();
        var process = MusterProcess.Launch(["api"], new Dictionary<string, string>(environment)
        {
            ["AWS_LWA_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["AWS_LWA_READINESS_CHECK_PATH"] = "/readyz",
            ["AWS_LWA_INVOKE_MODE"] = "buffered",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "muster-test-api",
            ["MUSTER_IOT_ENDPOINT"] = iotEndpoint,
        });
        var api = new ApiProcess(process, port);
        await Eventually.TrueAsync(api.IsReadyOrGoneAsync, "/readyz answers 200");
        Assert.False(process.HasExited, process.Errors);
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<bool> IsReadyOrGoneAsync()
    {
        try
        {
            using var reply = await Http.GetAsync("/readyz");
            return reply.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return _process.HasExited;
        }
    }

    /// <summary>The adapter tells the port: the program can't choose it.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
