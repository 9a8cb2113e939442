using Microsoft.Extensions.Logging;
using Muster.Fleet.Functions;
using Muster.Fleet.Store;

namespace Muster.Local;

/// <summary>The timer that runs the sweep and the notifications; EventBridge in the cloud.</summary>
public sealed partial class Schedule : IAsyncDisposable
{
    /// <summary>How often each runs.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Task _runs;

    private Schedule(Func<CancellationToken, Task> sweep, Func<CancellationToken, Task> notify, TimeProvider clock, ILogger log)
    {
        _clock = clock;
        _log = log;
        _runs = Task.WhenAll(RunAsync(Sweep.Name, sweep), RunAsync(Notify.Name, notify));
    }

    /// <summary>Starts both.</summary>
    public static Schedule Start(Sweep sweep, Notify notify, TimeProvider clock, ILogger<Schedule> log) =>
        new(token => SweepAsync(sweep, token), token => notify.RunAsync(token).AsTask(), clock, log);

    /// <summary>Starts both as functions, which do all that is due within one call, as the cloud's schedule calls them.</summary>
    public static Schedule Start(IReadOnlyDictionary<string, FleetFunction> functions, TimeProvider clock, ILogger<Schedule> log) =>
        new(token => CallAsync(functions[Sweep.Name], token), token => CallAsync(functions[Notify.Name], token), clock, log);

    /// <summary>Ends the runs that are under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _runs.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static async Task CallAsync(FleetFunction function, CancellationToken cancellationToken) =>
        await function(new FunctionEvent("{}"u8.ToArray()), cancellationToken).ConfigureAwait(false);

    private static async Task SweepAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        var (after, failures) = ((string?)null, new List<Exception>());
        do
        {
            var round = await sweep.RoundAsync(after, cancellationToken).ConfigureAwait(false);
            after = round.After;
            failures.AddRange(round.Failures);
        }
        while (after is not null);

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private async Task RunAsync(string name, Func<CancellationToken, Task> run)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        var isFailing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                try
                {
                    await run(_stop.Token).ConfigureAwait(false);
                    isFailing = false;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // The next run finds what this one left. A store that can't be written says so itself.
                    if (!isFailing && e is not StoreUnavailableException)
                    {
                        LogFailed(name, e);
                    }

                    isFailing = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    [LoggerMessage(301, LogLevel.Error, "A run of {Function} failed; the next one goes on.")]
    private partial void LogFailed(string function, Exception exception);
}
