using Microsoft.Extensions.Logging;
using Muster.Fleet.Configuration;
using Muster.Local.Store;

namespace Muster.Local.Functions.User;

/// <summary>What all functions of the fleet's owner work with.</summary>
/// <param name="Options">Where they are.</param>
/// <param name="Store">Keeps their queues.</param>
/// <param name="Failures">Takes records of failed events.</param>
/// <param name="Guard">Ends their processes when this process can't.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="IotEndpoint">Where they publish.</param>
/// <param name="Clock">The time.</param>
/// <param name="Random">Makes request ids.</param>
/// <param name="Logs">Take what they write.</param>
internal sealed record FunctionParts(
    UserFunctionsOptions Options,
    SqliteFleetStore Store,
    FailureSender Failures,
    ProcessGuard Guard,
    FunctionMetrics Metrics,
    string IotEndpoint,
    TimeProvider Clock,
    Random Random,
    ILoggerFactory Logs)
{
    /// <summary>The ARN that a function is told.</summary>
    public static string ArnOf(string function) => $"arn:aws:lambda:{FunctionVariables.Region}:000000000000:function:{function}";

    /// <summary>The path of a function's package.</summary>
    public string PathOf(UserFunction function) => Path.GetFullPath(Path.Combine(Options.PackageFolder, function.Package));

    /// <summary>Opens a function's package, and makes a host for it.</summary>
    /// <exception cref="FunctionPackageException">It is no package that can run here.</exception>
    public HostedFunction OpenHost(UserFunction function)
    {
        var package = FunctionPackage.Open(PathOf(function), null, function.Runtime, function.Handler);
        var options = new FunctionOptions
        {
            Name = function.Name,
            MemorySize = function.Memory,
            Timeout = function.Timeout,
            MaxConcurrency = UserFunctionRunner.ConcurrencyOf(function),
            Environment = VariablesOf(function),
            Withheld = ["MUSTER_WEBHOOK_SECRET", "MUSTER_CONFIG"],
        };
        return new HostedFunction(package, new FunctionHost(package, options, Guard, Clock, Random, Logs.CreateLogger<FunctionHost>()));
    }

    private Dictionary<string, string> VariablesOf(UserFunction function)
    {
        var variables = new Dictionary<string, string>(Options.Environment, StringComparer.Ordinal)
        {
            ["MUSTER_TABLE_PREFIX"] = Options.TablePrefix,
            ["MUSTER_IOT_ENDPOINT"] = IotEndpoint,

            // The same, as AWS's SDKs know it.
            ["AWS_ENDPOINT_URL_IOT_DATA_PLANE"] = IotEndpoint,
        };
        foreach (var (name, value) in function.Environment)
        {
            variables[name] = UserFunction.WithTables(value, Options.TablePrefix);
        }

        return variables;
    }
}
