using System.Globalization;
using Muster.Local.Functions.Limits;

namespace Muster.Local.Functions;

/// <summary>One environment of a function: a process and its Runtime API. It works on one invocation at a time.</summary>
internal sealed class FunctionEnvironment : IAsyncDisposable
{
    private readonly FunctionOptions _options;
    private readonly TimeProvider _clock;
    private readonly RuntimeApi _api;
    private readonly FunctionProcess _process;
    private readonly FunctionLog _log;
    private readonly ControlGroup? _group;
    private readonly long _startedAt;
    private TimeSpan? _init;
    private long _peak;
    private TimeSpan _throttled;

    private FunctionEnvironment(FunctionOptions options, RuntimeApi api, FunctionProcess process, FunctionLog log, ControlGroup? group, long startedAt, TimeProvider clock) =>
        (_options, _api, _process, _log, _group, _startedAt, _clock) = (options, api, process, log, group, startedAt, clock);

    /// <summary>When it had nothing more to do, by the clock's timestamp.</summary>
    public long IdleSince { get; set; }

    /// <summary>Whether its process is there no more: another environment has to do the work.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Done when the process has ended.</summary>
    public Task Exited => _process.Exited;

    /// <summary>Starts one; it then begins its init phase.</summary>
    /// <exception cref="FunctionPackageException">The process can't be started.</exception>
    public static FunctionEnvironment Start(FunctionPackage package, FunctionOptions options, string logStream, string functionArn, ProcessGuard guard, Action<string> line, TimeProvider clock)
    {
        var api = new RuntimeApi(functionArn, clock);
        ControlGroup? group = null;
        try
        {
            group = options.Limiter?.Create(options.MemorySize);
            var log = new FunctionLog(line);
            var startedAt = clock.GetTimestamp();
            var process = FunctionProcess.Start(package, FunctionVariables.Create(options, package, api.Address, logStream), guard, log, group?.JoinFiles ?? []);
            return new FunctionEnvironment(options, api, process, log, group, startedAt, clock);
        }
        catch
        {
            _ = api.DisposeAsync().AsTask();
            _ = group?.RemoveAsync().AsTask();
            throw;
        }
    }

    /// <summary>Waits for the end of the init phase.</summary>
    /// <returns>Why the function can't start; none when it is ready.</returns>
    public async Task<FunctionError?> InitializeAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = Task.Delay(_options.InitTimeout, _clock, patience.Token);
        var first = await Task.WhenAny(_api.Initialized, _process.Exited, timeout).ConfigureAwait(false);
        var took = _clock.GetElapsedTime(_startedAt);
        await patience.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var error = first == timeout ? new FunctionError(FunctionError.TimedOut, $"Init timed out after {Seconds(_options.InitTimeout)} seconds")
            : _api.Initialized.IsCompleted ? await _api.Initialized.ConfigureAwait(false)
            : new FunctionError(FunctionError.Exited, _process.ExitWords);
        if (error is null)
        {
            _init = _clock.GetElapsedTime(_startedAt, _api.InitializedAt);

            // Lambda gives the init phase a whole processor; the share begins with the first event.
            _group?.LimitCpu(_options.MemorySize);
            return null;
        }

        IsGone = true;
        MeasureMemory();
        _process.Kill();
        _process.DrainLog();
        _log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"INIT_REPORT Init Duration: {took.TotalMilliseconds:0.00} ms\tPhase: init\tStatus: {(first == timeout ? "timeout" : $"error\tError Type: {error.Type}")}"));
        return error;
    }

    /// <summary>Runs one invocation.</summary>
    /// <returns>Its result; none when the process had ended before it got the event.</returns>
    public async Task<InvocationResult?> InvokeAsync(Invocation invocation)
    {
        _throttled = _group?.Throttled ?? TimeSpan.Zero;
        var handedAt = _clock.GetTimestamp();
        _log.WriteLine($"START RequestId: {invocation.RequestId} Version: $LATEST");
        invocation.Deadline = _clock.GetUtcNow() + _options.Timeout;
        using (_clock.CreateTimer(_ => invocation.TryAnswer(TimedOut(invocation)), null, _options.Timeout, Timeout.InfiniteTimeSpan))
        {
            _api.Hand(invocation);
            if (await Task.WhenAny(invocation.Answer, _process.Exited).ConfigureAwait(false) != invocation.Answer)
            {
                // It may have answered with its last breath.
                invocation.TryAnswer(InvocationAnswer.Failed(
                    new FunctionError(FunctionError.Exited, $"RequestId: {invocation.RequestId} Error: {_process.ExitWords}"), _clock.GetTimestamp()));
            }
        }

        var answer = await invocation.Answer.ConfigureAwait(false);
        IsGone = answer.Error?.Type == FunctionError.TimedOut || _process.Exited.IsCompleted;
        if (IsGone && !_api.HasTaken(invocation))
        {
            return null;
        }

        return Finish(invocation, answer, handedAt);
    }

    /// <summary>What an invocation for which this environment can't start comes to.</summary>
    public InvocationResult FailedInit(string requestId, FunctionError error)
    {
        var failure = error with { Message = $"RequestId: {requestId} Error: {error.Message}" };
        var report = new InvocationReport(requestId, TimeSpan.Zero, _options.MemorySize, Megabytes(_peak))
        {
            Status = "error",
            ErrorType = error.Type,
            IsOutOfMemory = IsOutOfMemory,
        };
        _log.WriteLine($"START RequestId: {requestId} Version: $LATEST");
        _log.WriteLine($"END RequestId: {requestId}");
        _log.WriteLine(report.ToString());
        return new InvocationResult(failure.ToJson(), failure, report, _log.TakeTail());
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        await _api.DisposeAsync().ConfigureAwait(false);
        if (_group is not null)
        {
            await _group.RemoveAsync().ConfigureAwait(false);
        }
    }

    private bool IsOutOfMemory => _group?.OutOfMemoryKills > 0;

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Rounded up: whatever runs has used some.</summary>
    private static int Megabytes(long bytes) => (int)((bytes + (1 << 20) - 1) >> 20);

    private InvocationAnswer TimedOut(Invocation invocation) => InvocationAnswer.Failed(
        new FunctionError(FunctionError.TimedOut, $"RequestId: {invocation.RequestId} Error: Task timed out after {Seconds(_options.Timeout)} seconds"), _clock.GetTimestamp());

    private InvocationResult Finish(Invocation invocation, InvocationAnswer answer, long handedAt)
    {
        MeasureMemory();
        var isOurs = answer.Error?.Type is FunctionError.TimedOut or FunctionError.Exited && IsGone;
        if (IsGone)
        {
            _process.Kill();
        }

        _process.DrainLog();
        if (isOurs)
        {
            _log.WriteLine($"{_clock.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {invocation.RequestId} {answer.Error!.Message[(answer.Error.Message.IndexOf("Error: ", StringComparison.Ordinal) + 7)..]}");
        }

        var report = new InvocationReport(
            invocation.RequestId, _clock.GetElapsedTime(invocation.StartedAt ?? handedAt, answer.At), _options.MemorySize, Megabytes(_peak))
        {
            InitDuration = _init,
            IsOutOfMemory = IsOutOfMemory,
            Throttled = _group?.Throttled - _throttled ?? TimeSpan.Zero,
            Status = !isOurs ? null : answer.Error!.Type == FunctionError.TimedOut ? "timeout" : "error",
            ErrorType = isOurs && answer.Error!.Type != FunctionError.TimedOut ? answer.Error.Type : null,
        };
        _init = null;
        _log.WriteLine($"END RequestId: {invocation.RequestId}");
        _log.WriteLine(report.ToString());
        return new InvocationResult(answer.Payload, answer.Error, report, _log.TakeTail());
    }

    /// <summary>A process that was killed for want of memory had all that there was, and can't be asked any more.</summary>
    private void MeasureMemory() => _peak = Math.Max(_peak, IsOutOfMemory ? (long)_options.MemorySize << 20 : _process.PeakMemory());
}
