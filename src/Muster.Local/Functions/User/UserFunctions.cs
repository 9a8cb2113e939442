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
    private readonly Dictionary<string, Task> _ending = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, UserFunction> _applied = new Dictionary<string, UserFunction>();
    private volatile Dictionary<string, UserFunctionRunner> _runners = [];

    private UserFunctions(UserFunctionsOptions options, FleetSettings settings, SqliteFleetStore store, ICommandSender sender, IMeterFactory meters, TimeProvider clock, Random random, ILoggerFactory logs)
    {
        _settings = settings;
        _log = logs.CreateLogger<UserFunctions>();
        _dataPlane = IotDataPlane.Start(sender, logs.CreateLogger<IotDataPlane>());
        _failures = new FailureSender(sender, options.Files);
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
            functions.Start();
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
        List<Task> ending;
        lock (_gate)
        {
            ending = [.. _ending.Values];
        }

        await Task.WhenAll([.. ending, .. _runners.Values.Select(r => r.DisposeAsync().AsTask())]).ConfigureAwait(false);
        await _dataPlane.DisposeAsync().ConfigureAwait(false);
        _guard.Dispose();
    }

    private UserFunctionRunner? Find(string name)
    {
        // A rule of a new configuration may be a moment ahead of the next look.
        if (!ReferenceEquals(_settings.Current.Functions, _applied))
        {
            Apply(_settings.Current.Functions);
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

    /// <summary>Starts those of the configuration that Muster starts with. One that can't run ends the start.</summary>
    private void Start()
    {
        var rows = _parts.Store.ReadQueue();
        var functions = _settings.Current.Functions;
        (_runners, _applied) = (functions.Values.ToDictionary(f => f.Name, f => new UserFunctionRunner(f, _parts), StringComparer.Ordinal), functions);
        foreach (var runner in _runners.Values)
        {
            runner.Restore(rows);
            runner.Open();
        }

        // Not before: none runs when one can't.
        foreach (var runner in _runners.Values)
        {
            runner.Pump();
        }

        foreach (var group in rows.Where(e => !functions.ContainsKey(e.Function)).GroupBy(e => e.Function))
        {
            LogStray(group.Key, group.Count());
        }
    }

    /// <summary>Puts a new configuration in force. Packages are opened later, as nobody may wait for that, and one that is broken disturbs no other.</summary>
    private void Apply(IReadOnlyDictionary<string, UserFunction> functions)
    {
        lock (_gate)
        {
            if (ReferenceEquals(functions, _applied))
            {
                return;
            }

            var last = _runners;
            (_runners, _applied) = (functions.Values.ToDictionary(f => f.Name, f => last.GetValueOrDefault(f.Name) ?? new UserFunctionRunner(f, _parts), StringComparer.Ordinal), functions);
            foreach (var gone in last.Values.Where(r => !functions.ContainsKey(r.Name)))
            {
                LogGone(gone.Name, gone.Status.Queue);
                _ending[gone.Name] = EndAsync(gone);
            }

            foreach (var (name, runner) in _runners)
            {
                if (last.ContainsKey(name))
                {
                    _ = runner.ChangeAsync(functions[name]);
                }
                else
                {
                    runner.Begin(_ending.GetValueOrDefault(name, Task.CompletedTask));
                }
            }
        }
    }

    /// <summary>Ends a function that is not in the configuration any more. Its events stay on disk, for when it comes back.</summary>
    private async Task EndAsync(UserFunctionRunner runner)
    {
        try
        {
            await runner.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The edge: nobody else hears of it, and the next function of that name waits for this.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotEnded(runner.Name, e);
        }
    }

    [LoggerMessage(541, LogLevel.Warning, "{Count} events wait for the function {Function}, which is not in the configuration; they are kept for when it is.")]
    private partial void LogStray(string function, int count);

    [LoggerMessage(542, LogLevel.Information, "The function {Function} is not in the configuration any more; {Count} events of it wait.")]
    private partial void LogGone(string function, int count);

    [LoggerMessage(545, LogLevel.Error, "The function {Function} could not be ended as it should.")]
    private partial void LogNotEnded(string function, Exception exception);

    [LoggerMessage(543, LogLevel.Error, "The functions' packages could not be looked at.")]
    private partial void LogFailed(Exception exception);
}
