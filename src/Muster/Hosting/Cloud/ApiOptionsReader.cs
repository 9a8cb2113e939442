using System.Globalization;
using System.Net;
using Muster.Aws.Iot;
using Muster.Commands;
using Muster.Fleet.Configuration;

namespace Muster.Hosting.Cloud;

/// <summary>Puts the settings of <c>muster api</c> together: what the command line says, else the environment, else the default.</summary>
internal static class ApiOptionsReader
{
    /// <summary>The variable with the address of AWS IoT Core's data plane.</summary>
    public const string IotEndpointVariable = "MUSTER_IOT_ENDPOINT";

    /// <summary>The variable with the path of the configuration.</summary>
    public const string ConfigVariable = "MUSTER_CONFIG";

    private static readonly string[] PortVariables = ["AWS_LWA_PORT", "PORT"];

    /// <summary>How AWS's Lambda Web Adapter hands answers on: <c>buffered</c> or <c>response_stream</c>.</summary>
    private const string InvokeModeVariable = "AWS_LWA_INVOKE_MODE";

    /// <summary>Reads them.</summary>
    /// <param name="given">What the command line says.</param>
    /// <param name="environment">Finds a variable.</param>
    /// <exception cref="StartException">A setting is missing or not valid.</exception>
    public static ApiOptions Read(ApiSettings given, Func<string, string?> environment)
    {
        var prefix = given.TablePrefix ?? environment(UpSettings.TablePrefixVariable) ?? "";
        if (!UpSettings.IsTablePrefix(prefix))
        {
            throw Wrong($"the tables' prefix is '{prefix}'; {UpSettings.TablePrefixRule}");
        }

        var bind = given.Bind ?? "127.0.0.1";
        if (!IPAddress.TryParse(bind, out _))
        {
            throw Wrong($"the address to bind to is '{bind}'; {UpSettings.BindRule}");
        }

        return new ApiOptions
        {
            Port = Port(given.Port, environment),
            Bind = bind,
            TablePrefix = prefix,
            Iot = Iot(given.IotEndpoint ?? environment(IotEndpointVariable), environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION")),

            // Within a Lambda function an answer that never ends is never delivered, unless it is streamed.
            EndsFeed = environment("AWS_LAMBDA_FUNCTION_NAME") is not null && environment(InvokeModeVariable) != "response_stream",
            Fleet = Fleet(given.Config ?? environment(ConfigVariable)),
        };
    }

    private static int Port(int? given, Func<string, string?> environment)
    {
        // The adapter's own variable first, then the one that its guide and other hosts use.
        var variable = PortVariables.FirstOrDefault(v => environment(v) is { Length: > 0 });
        if (given is not null || variable is null)
        {
            return given ?? 8080;
        }

        return int.TryParse(environment(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw Wrong($"{variable} is '{environment(variable)}'; it must be a port, 0 to {IPEndPoint.MaxPort}");
    }

    private static IotDataOptions Iot(string? text, string? region)
    {
        if (text is null or "")
        {
            throw Wrong($"commands to robots go by AWS IoT Core: set {IotEndpointVariable} or --iot-endpoint to its data endpoint (aws iot describe-endpoint --endpoint-type iot:Data-ATS)");
        }

        // The AWS command line prints the host name alone.
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return IotEndpoint.Read(url, region, out var options) is { } problem
            ? throw Wrong(problem)

            // A Lambda function is frozen once it has answered: what is still on its way would wait with it.
            : options! with { WaitForDelivery = true };
    }

    private static FleetConfiguration Fleet(string? path)
    {
        if (path is null or "")
        {
            return FleetConfiguration.Default;
        }

        try
        {
            var file = ConfigFile.Read(path);
            return file.Fleet ?? throw new StartException(string.Join($"{Environment.NewLine}muster: ", file.Problems));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"can't read the configuration {path}: {e.Message}", e);
        }
    }

    private static StartException Wrong(string message) => new(message) { ExitCode = ExitCode.Usage };
}
