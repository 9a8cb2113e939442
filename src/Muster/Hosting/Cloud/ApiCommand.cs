using System.CommandLine;
using System.Net;
using Muster.Commands;

namespace Muster.Hosting.Cloud;

/// <summary><c>muster api</c>: the HTTP API alone, for the cloud.</summary>
internal static class ApiCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">The time for all that runs.</param>
    /// <param name="random">The randomness for all that runs.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var port = new Option<int?>("--port") { Description = "Port of the HTTP API; 0 takes any free one [default: AWS_LWA_PORT, PORT, or 8080]" }.CheckRange(0, IPEndPoint.MaxPort);
        var bind = new Option<string?>("--bind") { Description = "Address to listen on [default: 127.0.0.1]" };
        var tablePrefix = new Option<string?>("--table-prefix") { Description = "What the names of DynamoDB's tables begin with [default: MUSTER_TABLE_PREFIX, else nothing]" };
        var iotEndpoint = new Option<string?>("--iot-endpoint") { Description = "AWS IoT Core's data endpoint, by which robots are told [default: MUSTER_IOT_ENDPOINT]" };
        var config = new Option<string?>("--config") { Description = "Configuration file (JSON) [default: MUSTER_CONFIG, else none]" };
        var command = new Command("api", "Starts the HTTP API alone, over DynamoDB and AWS IoT Core: what runs behind an HTTP API in the cloud. `muster up` has it built in.")
        {
            port, bind, tablePrefix, iotEndpoint, config,
        };
        command.AddExamples(
            "AWS_REGION=eu-central-1 muster api --iot-endpoint abc123-ats.iot.eu-central-1.amazonaws.com",
            "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 muster api --port 0 --table-prefix bar- --iot-endpoint http://127.0.0.1:9000");
        command.Run((parsed, cancellationToken) =>
        {
            var given = new ApiSettings(parsed.GetValue(port), parsed.GetValue(bind), parsed.GetValue(tablePrefix), parsed.GetValue(iotEndpoint), parsed.GetValue(config));
            return RunAsync(given, clock, random, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ApiSettings given, TimeProvider clock, Random random, CancellationToken cancellationToken)
    {
        try
        {
            await using var host = await ApiHost.StartAsync(ApiOptionsReader.Read(given, Environment.GetEnvironmentVariable), clock, random);
            await Console.Out.WriteLineAsync($"Muster's API is up: {host.Http.GetLeftPart(UriPartial.Authority)}, store: {host.Store}");
            await host.WaitForShutdownAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"muster: {e.Message}");
            return e.ExitCode;
        }
    }
}
