using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Local.Functions.User;

/// <summary>
/// The functions of the fleet's owner: each a package with a queue on disk, invoked asynchronously as by AWS Lambda
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html).
/// </summary>
public sealed partial class UserFunctions : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly FleetSettings _settings;
    private readonly ProcessGuard _guard = new();
    private readonly IotDataPlane _dataPlane;
    private readonly FailureSender _failures;
    private readonly FunctionParts _parts;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly List<QueuedEvent> _strays = [];
    private IReadOnlyDictionary<string, UserFunction> _applied = new Dictionary<string, UserFunction>();
    private volatile Dictionary<string, UserFunctionRunner> _runners = [];

    private UserFunctions(UserFunctionsOptions options, FleetSettings settings, SqliteFleetStore store, ICommandSender sender, IMeterFactory meters, TimeProvider clock, Random random, ILoggerFactory logs)
    {
        _settings = settings;
        _log = logs.CreateLogger<UserFunctions>();
        _dataPlane = IotDataPlane.Start(sender, logs.CreateLogger<IotDataPlane>());
        _failures = new FailureSender(sender, options.DataFolder);
        _parts = new FunctionParts(options, store, _failures, _guard, new FunctionMetrics(meters, List), _dataPlane.Endpoint, clock, random, logs);
        _timer = clock.CreateTimer(_ => _ = LookAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Opens the packages of all functions, and takes up what waits in their queues.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="settings">The configuration that is in force; its changes are followed.</param>
    /// <param name="store">Keeps the queues.</param>
    /// <param name="sender">The way to the broker, for what functions publish and for records of failures.</param>
    /// <param name="meters">Count.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Makes request ids.</param>
    /// <param name="logs">Take what functions write.</param>
    /// <exception cref="FunctionPackageException">A function's package can't run here.</exception>
    public static UserFunctions Open(
        UserFunctionsOptions options, FleetSettings settings, SqliteFleetStore store, ICommandSender sender, IMeterFactory meters, TimeProvider clock, Random random, ILoggerFactory logs)
    {
        var functions = new UserFunctions(options, settings, store, sender, meters, clock, random, logs);
        try
        {
            functions._strays.AddRange(store.ReadQueue());
            functions.Apply(settings.Current.Functions, isStart: true);
            functions.LogStrays();
            functions._timer.Change(Pause, Pause);
            return functions;
        }
        catch
        {
            _ = functions.DisposeAsync().AsTask();
            throw;
        }
    }

    /// <summary>Says why the packages of <paramref name="configuration"/> can't run here.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">The folder that packages are relative to.</param>
    /// <returns>A reason for each function that can't, with its name.</returns>
    public static IReadOnlyList<(string Function, string Reason)> Check(FleetConfiguration configuration, string folder)
    {
        var reasons = new List<(string Function, string Reason)>();
        foreach (var function in configuration.Functions.Values)
        {
            try
            {
                FunctionPackage.Open(Path.Combine(folder, function.Package), null, function.Runtime, function.Handler);
            }
            catch (FunctionPackageException e)
            {
                reasons.Add((function.Name, e.Message));
            }
        }

        return reasons;
    }

    /// <summary>Whether there is a function of that name.</summary>
    public bool Contains(string name) => Find(name) is not null;

    /// <summary>All functions as they stand, by name.</summary>
    public IReadOnlyList<FunctionStatus> List() => [.. _runners.Values.Select(r => r.Status).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Gives an event to a function, which is invoked later; the event is durable when this returns.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="json">The event; taken over before this returns for the first time.</param>
    /// <param name="cancellationToken">Is not looked at once the event is on its way to the disk.</param>
    /// <exception cref="StoreUnavailableException">The queue is full, the disk is, or there is no such function: the message must not be acknowledged.</exception>
    public ValueTask EnqueueAsync(string function, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (Find(function) ?? throw new StoreUnavailableException($"there is no function {function}")).EnqueueAsync(json);
    }

    /// <summary>Stops all; what waits is taken up at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_runners.Values.Select(r => r.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _dataPlane.DisposeAsync().ConfigureAwait(false);
        _guard.Dispose();
        _failures.Dispose();
    }

    private UserFunctionRunner? Find(string name)
    {
        // A rule of a new configuration may be a moment ahead of the next look.
        if (!ReferenceEquals(_settings.Current.Functions, _applied))
        {
            Apply(_settings.Current.Functions, isStart: false);
        }

        return _runners.GetValueOrDefault(name);
    }

    private async Task LookAsync()
    {
        try
        {
            _ = Find("");
            await Task.WhenAll(_runners.Values.Select(r => r.LookAsync())).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The edge: nobody else hears of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e);
        }
    }

    private void Apply(IReadOnlyDictionary<string, UserFunction> functions, bool isStart)
    {
        lock (_gate)
        {
            if (ReferenceEquals(functions, _applied))
            {
                return;
            }

            var next = new Dictionary<string, UserFunctionRunner>(StringComparer.Ordinal);
            foreach (var function in functions.Values)
            {
                if (_runners.TryGetValue(function.Name, out var runner))
                {
                    _ = runner.ChangeAsync(function);
                }
                else
                {
                    runner = Start(function, isStart);
                }

                next[function.Name] = runner;
            }

            var gone = _runners.Values.Where(r => !functions.ContainsKey(r.Name)).ToList();
            (_runners, _applied) = (next, functions);
            foreach (var runner in gone)
            {
                LogGone(runner.Name, runner.Status.Queue);
                _ = EndAsync(runner);
            }
        }
    }

    private UserFunctionRunner Start(UserFunction function, bool isStart)
    {
        var runner = new UserFunctionRunner(function, _parts);
        foreach (var e in _strays.Where(e => e.Function == function.Name))
        {
            runner.Restore(e);
        }

        _strays.RemoveAll(e => e.Function == function.Name);
        if (isStart)
        {
            runner.Open();
        }
        else
        {
            runner.TryOpen();
        }

        return runner;
    }

    /// <summary>Ends a function that is not in the configuration any more. Its events stay on disk, for when it comes back.</summary>
    private async Task EndAsync(UserFunctionRunner runner)
    {
        await runner.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _strays.AddRange(_parts.Store.ReadQueue().Where(e => e.Function == runner.Name && _strays.TrueForAll(s => s.Seq != e.Seq)));
        }
    }

    private void LogStrays()
    {
        foreach (var group in _strays.GroupBy(e => e.Function))
        {
            LogStray(group.Key, group.Count());
        }
    }

    [LoggerMessage(541, LogLevel.Warning, "{Count} events wait for the function {Function}, which is not in the configuration; they are kept for when it is.")]
    private partial void LogStray(string function, int count);

    [LoggerMessage(542, LogLevel.Information, "The function {Function} is not in the configuration any more; {Count} events of it wait.")]
    private partial void LogGone(string function, int count);

    [LoggerMessage(543, LogLevel.Error, "The functions' packages could not be looked at.")]
    private partial void LogFailed(Exception exception);
}
