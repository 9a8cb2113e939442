using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Configuration;
using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Local.Functions.User;

/// <summary>One function of the fleet's owner: takes events from its queue, as many at once as may run, and sees to those that fail.</summary>
internal sealed partial class UserFunctionRunner : IAsyncDisposable
{
    private const int DefaultConcurrency = 10;

    // How Lambda itself goes on when it can't run a function at all: from a second to five minutes, for as long as the event is young enough.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly FunctionParts _parts;
    private readonly FunctionQueue _queue;
    private readonly FunctionFigures _figures = new();
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UserFunction _settings;
    private HostedFunction? _hosted;
    private int _running;
    private bool _isStopping;

    /// <summary>Makes one; <see cref="Open"/> makes it ready.</summary>
    public UserFunctionRunner(UserFunction settings, FunctionParts parts)
    {
        (_settings, _opened, _parts) = (settings, settings, parts);
        _queue = new FunctionQueue(settings.Name, parts.Store);
        _log = parts.Logs.CreateLogger<UserFunctionRunner>();
        _timer = parts.Clock.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The function's name.</summary>
    public string Name => _settings.Name;

    /// <summary>How it is set up.</summary>
    public UserFunction Settings
    {
        get
        {
            lock (_gate)
            {
                return _settings;
            }
        }
    }

    /// <summary>As it stands.</summary>
    public FunctionStatus Status
    {
        get
        {
            lock (_gate)
            {
                var package = _hosted?.Package;
                return _figures.FillIn(new FunctionStatus(Name, _settings.Package, (package?.Runtime ?? _settings.Runtime)?.Name, package?.Handler ?? _settings.Handler)
                {
                    Problem = _problem,
                    Queue = _queue.Length,
                    Running = _running,
                    Environments = _hosted?.Host.Environments ?? 0,
                    MemorySize = _settings.Memory,
                });
            }
        }
    }

    /// <summary>How many invocations of <paramref name="function"/> may run at once on this machine.</summary>
    public static int ConcurrencyOf(UserFunction function) => function.MaxConcurrency ?? DefaultConcurrency;

    /// <summary>Takes in what an earlier process left.</summary>
    /// <param name="rows">The events of all functions.</param>
    public void Restore(IEnumerable<QueuedEvent> rows) => _queue.Restore(rows);

    /// <summary>Adds an event; it is durable when this returns.</summary>
    /// <param name="json">The event; taken over before this returns for the first time.</param>
    /// <exception cref="StoreUnavailableException">The queue is full, or the disk is.</exception>
    public async ValueTask EnqueueAsync(ReadOnlyMemory<byte> json)
    {
        await _queue.AddAsync(json, RequestId.New(_parts.Random), _parts.Clock.GetUtcNow(), Settings.QueueLimit).ConfigureAwait(false);

        // Not here: this is the store's writer thread, and the message's sender waits for its acknowledgement.
        ThreadPool.UnsafeQueueUserWorkItem(static runner => runner.Pump(), this, preferLocal: false);
    }

    /// <summary>Takes no more events from the queue; what runs may end, and what does not is tried again by the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        HostedFunction? hosted;
        var coming = _queue.Close();
        lock (_gate)
        {
            _isStopping = true;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _beginning.ConfigureAwait(false);
        lock (_gate)
        {
            hosted = _hosted;
            if (_running == 0)
            {
                _stopped.TrySetResult();
            }
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _stopped.Task.WaitAsync(_parts.Options.StopPatience, _parts.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogLeft(Name);
        }

        if (hosted is not null)
        {
            await hosted.Host.DisposeAsync().ConfigureAwait(false);
        }

        await _stopped.Task.ConfigureAwait(false);
        await coming.ConfigureAwait(false);
    }

    /// <summary>Starts as many invocations as are due and may run.</summary>
    public void Pump()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_isStopping || _hosted is not { } hosted || _running >= ConcurrencyOf(_settings))
                {
                    return;
                }

                var now = _parts.Clock.GetUtcNow();
                if (_queue.Take(now) is not { } e)
                {
                    if (_queue.NextDue is { } due)
                    {
                        _timer.Change(due > now ? due - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                    }

                    return;
                }

                _running++;
                hosted.Enter();
                _ = RunAsync(e, hosted, _settings);
            }
        }
    }

    private async Task RunAsync(QueuedEvent e, HostedFunction hosted, UserFunction settings)
    {
        // The lock of the caller is not ours.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await SettleAsync(e, await NextAsync(e, hosted.Host, settings).ConfigureAwait(false)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The edge: nobody else hears of it, and the other events must go on.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogUnexpected(Name, e.RequestId, problem);
        }
        finally
        {
            hosted.Leave();
            lock (_gate)
            {
                _running--;
                if (_isStopping && _running == 0)
                {
                    _stopped.TrySetResult();
                }
            }
        }

        Pump();
    }

    /// <summary>Does what is due with an event, whatever goes wrong.</summary>
    /// <returns>The event as it is to be tried again; the same one when it is left as it is, as Muster stops; none when it is done with.</returns>
    private async Task<QueuedEvent?> NextAsync(QueuedEvent e, FunctionHost host, UserFunction settings)
    {
        try
        {
            return await TryAsync(e, host, settings).ConfigureAwait(false);
        }
        catch (StoreUnavailableException problem)
        {
            LogStore(Name, e.RequestId, problem.Message);
        }
#pragma warning disable CA1031 // Whatever it is, the event must not be lost by it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogUnexpected(Name, e.RequestId, problem);
        }

        return IsStopping ? e : e with { Due = _parts.Clock.GetUtcNow() + PauseAfter(e.Refusals), Refusals = e.Refusals + 1 };
    }

    /// <summary>Writes down what came of it. What the disk does not take is tried again.</summary>
    private async Task SettleAsync(QueuedEvent e, QueuedEvent? next)
    {
        if (ReferenceEquals(e, next))
        {
            return;
        }

        try
        {
            await (next is null ? _queue.RemoveAsync(e) : _queue.PutBackAsync(next)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The same: a full disk, or whatever else the store says.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogStore(Name, e.RequestId, problem.Message);
            if (next is null && !IsStopping)
            {
                _queue.PutBackDone(e with { Due = _parts.Clock.GetUtcNow() + PauseAfter(e.Refusals), Refusals = e.Refusals + 1 });
            }
        }
    }

    private static TimeSpan PauseAfter(int refusals) => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(refusals, 10)));

    private async Task<QueuedEvent?> TryAsync(QueuedEvent e, FunctionHost host, UserFunction settings)
    {
        if (e.IsDone)
        {
            return null;
        }

        if (_queue.PayloadOf(e) is not { } payload)
        {
            LogMissing(Name, e.RequestId);
            return null;
        }

        // One whose record could not be written is not run again for that.
        if (e.Attempts > settings.MaxRetries)
        {
            return await GiveUpAsync(e, payload, settings, FailureRecord.RetriesExhausted).ConfigureAwait(false);
        }

        if (_parts.Clock.GetUtcNow() - e.EnqueuedAt > settings.MaxEventAge)
        {
            return await GiveUpAsync(e, payload, settings, FailureRecord.EventAgeExceeded).ConfigureAwait(false);
        }

        InvocationResult result;
        try
        {
            result = await host.InvokeAsync(payload, CancellationToken.None, e.RequestId).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is FunctionPackageException or SocketException or IOException or ObjectDisposedException)
        {
            if (IsStopping)
            {
                return e;
            }

            var pause = PauseAfter(e.Refusals);
            LogRefused(Name, e.RequestId, problem.Message, pause);
            return e with { Payload = payload, Due = _parts.Clock.GetUtcNow() + pause, Refusals = e.Refusals + 1 };
        }

        // Ended by us: the next process tries it again, as often as it would have been.
        return result.Error is not null && IsStopping ? e : await HandleAsync(e, payload, settings, result).ConfigureAwait(false);
    }

    private bool IsStopping
    {
        get
        {
            lock (_gate)
            {
                return _isStopping;
            }
        }
    }

    private async Task<QueuedEvent?> HandleAsync(QueuedEvent e, byte[] payload, UserFunction settings, InvocationResult result)
    {
        _figures.Add(result);
        _parts.Metrics.Add(Name, result);
        if (result.Error is not { } error)
        {
            return null;
        }

        e = e with { Payload = payload, Attempts = e.Attempts + 1, Response = KeptAnswer.Of(result.Payload.Span) };
        if (e.Attempts > settings.MaxRetries)
        {
            return await GiveUpAsync(e, payload, settings, FailureRecord.RetriesExhausted).ConfigureAwait(false);
        }

        var pause = settings.RetryAfter * (1 << (e.Attempts - 1));
        LogRetry(Name, e.RequestId, e.Attempts, error.Type, error.Message, pause);
        _figures.AddRetry();
        _parts.Metrics.AddRetry(Name);
        return e with { Due = _parts.Clock.GetUtcNow() + pause };
    }

    private async Task<QueuedEvent?> GiveUpAsync(QueuedEvent e, byte[] payload, UserFunction settings, string condition)
    {
        if (settings.OnFailure is { } destination)
        {
            try
            {
                await _parts.Failures.SendAsync(destination, FailureRecord.Write(e, payload, FunctionParts.ArnOf(Name), condition, _parts.Clock.GetUtcNow())).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever it is: the attempts that were made must not be made again for it.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                LogNoRecord(Name, e.RequestId, problem.Message, FirstPause * 60);
                return e with { Payload = payload, Due = _parts.Clock.GetUtcNow() + (FirstPause * 60) };
            }
        }

        LogGivenUp(Name, e.RequestId, condition, e.Attempts);
        _figures.AddFailed();
        _parts.Metrics.AddFailed(Name, condition);
        return null;
    }
}
