using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Muster.Local.Functions;

/// <summary>Runs a function's package as AWS Lambda would: environments are started when they are needed, kept warm, and ended when they are idle.</summary>
public sealed partial class FunctionHost : IAsyncDisposable
{
    private readonly FunctionPackage _package;
    private readonly FunctionOptions _options;
    private readonly ProcessGuard _guard;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly List<FunctionEnvironment> _idle = [];
    private readonly HashSet<FunctionEnvironment> _all = [];
    private readonly HashSet<Task> _ending = [];
    private readonly SemaphoreSlim _room;
    private readonly ITimer _idleTimer;
    private bool _isDisposed;

    /// <summary>Makes a host for one function; its first environment starts with its first invocation.</summary>
    /// <param name="package">What runs.</param>
    /// <param name="options">How it is set up.</param>
    /// <param name="guard">Ends its processes when this process can't.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Makes request ids.</param>
    /// <param name="log">Takes what the function writes.</param>
    public FunctionHost(FunctionPackage package, FunctionOptions options, ProcessGuard guard, TimeProvider clock, Random random, ILogger<FunctionHost> log)
    {
        (_package, _options, _guard, _clock, _random, _log) = (package, options, guard, clock, random, log);
        _room = new SemaphoreSlim(options.MaxConcurrency);
        var look = options.IdleTime / 4;
        _idleTimer = clock.CreateTimer(_ => EndIdle(), null, look, look);
    }

    /// <summary>How many environments there are.</summary>
    public int Environments
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Runs one invocation; waits while as many run as may.</summary>
    /// <param name="payload">The event, JSON. It must stay as it is until the end.</param>
    /// <param name="cancellationToken">Gives up waiting for an environment; what has begun runs to its end.</param>
    /// <param name="requestId">The request's id; none for a new one.</param>
    /// <exception cref="FunctionPackageException">The package can't be started.</exception>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken, string? requestId = null)
    {
        var id = requestId ?? NewId();
        if (payload.Length > FunctionOptions.MaxEventBytes)
        {
            var error = new FunctionError(FunctionError.EventTooLarge, $"Request must be smaller than {FunctionOptions.MaxEventBytes} bytes for the InvokeFunction operation");
            return new InvocationResult(error.ToJson(), error, new InvocationReport(id, TimeSpan.Zero, _options.MemorySize, 0), "");
        }

        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await InvokeInRoomAsync(id, payload, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Makes one environment ready before it is needed.</summary>
    /// <returns>Why the function can't start; none when it is ready.</returns>
    /// <exception cref="FunctionPackageException">The package can't be started.</exception>
    public async Task<FunctionError?> WarmUpAsync(CancellationToken cancellationToken)
    {
        var environment = Start();
        if (await InitializeAsync(environment, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            Discard(environment);
            return failure;
        }

        PutBack(environment);
        return null;
    }

    /// <summary>Ends all environments; an invocation that is under way fails.</summary>
    public async ValueTask DisposeAsync()
    {
        await _idleTimer.DisposeAsync().ConfigureAwait(false);
        Task[] ending;
        lock (_gate)
        {
            _isDisposed = true;
            _idle.Clear();
            foreach (var environment in _all.ToList())
            {
                End(environment);
            }

            ending = [.. _ending];
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
    }

    private async Task<InvocationResult> InvokeInRoomAsync(string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        while (true)
        {
            var environment = TakeIdle();
            if (environment is null)
            {
                environment = Start();
                if (await InitializeAsync(environment, cancellationToken).ConfigureAwait(false) is { } failure)
                {
                    Discard(environment);
                    return Noted(environment.FailedInit(id, failure));
                }
            }

            var invocation = new Invocation(id, payload) { TraceId = NewTraceId() };
            var result = await environment.InvokeAsync(invocation).ConfigureAwait(false);
            if (environment.IsGone)
            {
                Discard(environment);
            }
            else
            {
                PutBack(environment);
            }

            // None: its process ended while it was idle. Lambda starts another too, and nobody hears of it.
            if (result is not null)
            {
                return Noted(result);
            }
        }
    }

    private async Task<FunctionError?> InitializeAsync(FunctionEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            return await environment.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Discard(environment);
            throw;
        }
    }

    private InvocationResult Noted(InvocationResult result)
    {
        LogReport(_options.Name, result.Report);
        return result;
    }

    private FunctionEnvironment Start()
    {
        var stream = string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow().UtcDateTime:yyyy/MM/dd}/[$LATEST]{NewHex(16)}");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var environment = FunctionEnvironment.Start(
                _package, _options, stream, $"arn:aws:lambda:{FunctionVariables.Region}:000000000000:function:{_options.Name}", _guard, line => LogLine(_options.Name, line), _clock);
            _all.Add(environment);
            return environment;
        }
    }

    /// <summary>The one that was used last: its caches are warm, and the others may become idle.</summary>
    private FunctionEnvironment? TakeIdle()
    {
        lock (_gate)
        {
            while (_idle.Count > 0)
            {
                var environment = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                if (!environment.Exited.IsCompleted)
                {
                    return environment;
                }

                End(environment);
            }
        }

        return null;
    }

    private void PutBack(FunctionEnvironment environment)
    {
        environment.IdleSince = _clock.GetTimestamp();
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _idle.Add(environment);
            }
        }
    }

    private void Discard(FunctionEnvironment environment)
    {
        lock (_gate)
        {
            End(environment);
        }
    }

    private void EndIdle()
    {
        lock (_gate)
        {
            foreach (var environment in _idle.Where(e => _clock.GetElapsedTime(e.IdleSince) >= _options.IdleTime).ToList())
            {
                _idle.Remove(environment);
                End(environment);
            }
        }
    }

    /// <summary>Ends one in the background; the lock is held.</summary>
    private void End(FunctionEnvironment environment)
    {
        if (!_all.Remove(environment))
        {
            return;
        }

        var ending = environment.DisposeAsync().AsTask();
        _ending.RemoveWhere(t => t.IsCompleted);
        _ending.Add(ending);
    }

    private string NewId() => RequestId.New(_random);

    private string NewTraceId() => string.Create(
        CultureInfo.InvariantCulture, $"Root=1-{_clock.GetUtcNow().ToUnixTimeSeconds():x8}-{NewHex(12)};Parent={NewHex(8)};Sampled=0");

    private string NewHex(int bytes) => Convert.ToHexStringLower(NewBytes(bytes));

    private byte[] NewBytes(int count)
    {
        var bytes = new byte[count];
        lock (_random)
        {
            _random.NextBytes(bytes);
        }

        return bytes;
    }

    [LoggerMessage(501, LogLevel.Information, "{Function}: {Line}")]
    private partial void LogLine(string function, string line);

    [LoggerMessage(502, LogLevel.Debug, "{Function}: {Report}")]
    private partial void LogReport(string function, InvocationReport report);
}
