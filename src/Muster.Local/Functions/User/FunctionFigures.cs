namespace Muster.Local.Functions.User;

/// <summary>What a function's invocations came to since the start of this process.</summary>
internal sealed class FunctionFigures
{
    private const int Window = 1024;

    private readonly Lock _gate = new();
    private readonly double[] _durations = new double[Window];
    private long _invocations;
    private long _errors;
    private long _inits;
    private long _retries;
    private long _failed;
    private long _billed;
    private int _memory;

    /// <summary>Counts an invocation.</summary>
    public void Add(InvocationResult result)
    {
        lock (_gate)
        {
            _durations[_invocations++ % Window] = result.Report.Duration.TotalMilliseconds;
            _errors += result.Error is null ? 0 : 1;
            _inits += result.Report.InitDuration is null ? 0 : 1;
            _billed += result.Report.BilledMilliseconds;
            _memory = Math.Max(_memory, result.Report.MaxMemoryUsed);
        }
    }

    /// <summary>Counts an event that is to be tried again.</summary>
    public void AddRetry() => Interlocked.Increment(ref _retries);

    /// <summary>Counts an event that failed for good.</summary>
    public void AddFailed() => Interlocked.Increment(ref _failed);

    /// <summary>The largest peak of memory, in MB.</summary>
    public int MaxMemory
    {
        get
        {
            lock (_gate)
            {
                return _memory;
            }
        }
    }

    /// <summary>Puts the figures into <paramref name="status"/>.</summary>
    public FunctionStatus FillIn(FunctionStatus status)
    {
        lock (_gate)
        {
            var known = _durations.AsSpan(0, (int)Math.Min(_invocations, Window)).ToArray();
            Array.Sort(known);
            return status with
            {
                Invocations = _invocations,
                Errors = _errors,
                ColdStarts = _inits,
                Retries = Interlocked.Read(ref _retries),
                Failed = Interlocked.Read(ref _failed),
                BilledMilliseconds = _billed,
                MaxMemoryUsed = _memory,
                MedianMilliseconds = Rank(known, 0.5),
                P95Milliseconds = Rank(known, 0.95),
            };
        }
    }

    /// <summary>The nearest rank: a duration that there was.</summary>
    private static double? Rank(double[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];
}
