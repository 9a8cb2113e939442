using Muster.Aws.Store;
using Muster.Fleet.Messages;

namespace Muster.Hosting.Stores;

/// <summary>
/// Says here what other processes that share the store have said: changes of the fleet to whoever listens, and commands to the
/// robots that are connected here.
/// </summary>
internal sealed partial class Relay : IAsyncDisposable
{
    /// <summary>How often it looks.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly DynamoFleetStore _store;
    private readonly ICommandSender _broker;
    private readonly ILogger _log;
    private readonly Task _run;

    private Relay(DynamoFleetStore store, ICommandSender broker, TimeProvider clock, ILogger log)
    {
        _store = store;
        _broker = broker;
        _log = log;
        _run = RunAsync(clock);
    }

    /// <summary>Begins.</summary>
    /// <param name="store">The store that is shared.</param>
    /// <param name="broker">This process's broker.</param>
    /// <param name="clock">For the pause between two looks.</param>
    /// <param name="log">Told of what goes wrong.</param>
    public static Relay Start(DynamoFleetStore store, ICommandSender broker, TimeProvider clock, ILogger log) => new(store, broker, clock, log);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var others = _store.ListenToOthers();
        var isFailing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    foreach (var message in await others.ReadAsync(_stop.Token))
                    {
                        await _broker.SendAsync(message, _stop.Token);
                    }

                    isFailing = false;
                }
#pragma warning disable CA1031 // The edge: whatever it was, the next look is made.
                catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    if (!isFailing)
                    {
                        LogFailed(e.Message);
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

    [LoggerMessage(412, LogLevel.Warning, "What other processes say can't be read: {Problem}. It is tried again.")]
    private partial void LogFailed(string problem);
}
