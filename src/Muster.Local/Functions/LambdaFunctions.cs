using Microsoft.Extensions.Logging;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;

namespace Muster.Local.Functions;

/// <summary>The fleet's functions as packages, each a process of its own, in place of calls in this process.</summary>
public sealed class LambdaFunctions : IAsyncDisposable
{
    private readonly ProcessGuard _guard = new();
    private readonly IotDataPlane _dataPlane;
    private readonly List<FunctionHost> _hosts = [];

    private LambdaFunctions(ICommandSender sender, ILoggerFactory logs) =>
        _dataPlane = IotDataPlane.Start(sender, logs.CreateLogger<IotDataPlane>());

    /// <summary>The functions by name: the same as in process.</summary>
    public IReadOnlyDictionary<string, FleetFunction> Functions { get; private set; } = null!;

    /// <summary>Opens the packages. A function's first process starts with its first event.</summary>
    /// <param name="options">Where they are, and how they run.</param>
    /// <param name="inProcess">The functions in this process: their names, and the words for messages that are no JSON object.</param>
    /// <param name="sender">The way to the broker for what functions publish.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Makes request ids.</param>
    /// <param name="logs">Take what functions write.</param>
    /// <exception cref="FunctionPackageException">A function has no package that can run here.</exception>
    public static LambdaFunctions Open(
        LambdaFunctionsOptions options, IReadOnlyDictionary<string, FleetFunction> inProcess, ICommandSender sender, TimeProvider clock, Random random, ILoggerFactory logs)
    {
        var packages = inProcess.Keys.ToDictionary(name => name, name => FunctionPackages.Open(options.Packages, name), StringComparer.Ordinal);
        var functions = new LambdaFunctions(sender, logs);
        var variables = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal) { ["MUSTER_IOT_ENDPOINT"] = functions._dataPlane.Endpoint };
        functions.Functions = packages.ToDictionary(
            p => p.Key,
            p =>
            {
                var set = new FunctionOptions
                {
                    Name = p.Key,
                    MemorySize = options.MemorySize,
                    Timeout = options.Timeout,
                    MaxConcurrency = options.MaxConcurrency,
                    Environment = variables,
                };
                var host = new FunctionHost(p.Value, set, functions._guard, clock, random, logs.CreateLogger<FunctionHost>());
                functions._hosts.Add(host);
                return (FleetFunction)new LambdaFunction(p.Key, host, inProcess[p.Key], clock, random, logs.CreateLogger<LambdaFunction>()).HandleAsync;
            },
            StringComparer.Ordinal);
        return functions;
    }

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(h => h.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _dataPlane.DisposeAsync().ConfigureAwait(false);
        _guard.Dispose();
    }
}
