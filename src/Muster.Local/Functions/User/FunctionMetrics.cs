using System.Diagnostics.Metrics;

namespace Muster.Local.Functions.User;

/// <summary>What functions count, each with its name.</summary>
internal sealed class FunctionMetrics
{
    private readonly Counter<long> _invocations;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _billed;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Where.</param>
    /// <param name="status">All functions as they stand; asked when somebody looks.</param>
    public FunctionMetrics(IMeterFactory meters, Func<IReadOnlyList<FunctionStatus>> status)
    {
        var meter = meters.Create("Muster");
        _invocations = meter.CreateCounter<long>("muster.function.invocations", "{invocation}", "Invocations of the functions of one's own");
        _errors = meter.CreateCounter<long>("muster.function.errors", "{invocation}", "Invocations that failed, by their kind of error");
        _retries = meter.CreateCounter<long>("muster.function.retries", "{event}", "Events put off to another attempt");
        _failed = meter.CreateCounter<long>("muster.function.failed", "{event}", "Events that failed for good, by the condition");
        _billed = meter.CreateCounter<long>("muster.function.billed", "ms", "What Lambda would bill");
        _duration = meter.CreateHistogram(
            "muster.function.duration",
            "s",
            "Time from the hand-over of an event to the function's answer",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 900] });
        Gauge(meter, "muster.function.queue", "{event}", "Events that wait, or are tried at the moment", s => s.Queue, status);
        Gauge(meter, "muster.function.environments", "{environment}", "Environments (processes)", s => s.Environments, status);
        Gauge(meter, "muster.function.memory", "MB", "The largest peak of memory of an environment", s => s.MaxMemoryUsed, status);
    }

    /// <summary>Counts an invocation.</summary>
    public void Add(string function, InvocationResult result)
    {
        _invocations.Add(1, Tag(function));
        _billed.Add(result.Report.BilledMilliseconds, Tag(function));
        _duration.Record(result.Report.Duration.TotalSeconds, Tag(function));
        if (result.Error is { } error)
        {
            _errors.Add(1, Tag(function), new KeyValuePair<string, object?>("type", Kind(error.Type)));
        }
    }

    /// <summary>Counts an event that is to be tried again.</summary>
    public void AddRetry(string function) => _retries.Add(1, Tag(function));

    /// <summary>Counts an event that failed for good.</summary>
    public void AddFailed(string function, string condition) => _failed.Add(1, Tag(function), new KeyValuePair<string, object?>("condition", condition));

    private static void Gauge(Meter meter, string name, string unit, string description, Func<FunctionStatus, int> value, Func<IReadOnlyList<FunctionStatus>> status) =>
        meter.CreateObservableGauge(name, () => status().Select(s => new Measurement<int>(value(s), Tag(s.Name))), unit, description);

    private static KeyValuePair<string, object?> Tag(string function) => new("function", function);

    /// <summary>What the host calls errors, by their names; all that functions call theirs is one kind, as their names have no end.</summary>
    private static string Kind(string type) =>
        type.StartsWith("Runtime.", StringComparison.Ordinal) || type.StartsWith("Sandbox.", StringComparison.Ordinal) ? type : "Function";
}
