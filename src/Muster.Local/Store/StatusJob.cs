using System.Threading.Tasks.Sources;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Local.Store;

/// <summary>A status report on its way into the store. Pooled, as one is needed for every message.</summary>
internal sealed class StatusJob : WriterJob, IValueTaskSource<StatusDecision>
{
    private const int MaxPooled = 4096;
    private static readonly System.Collections.Concurrent.ConcurrentQueue<StatusJob> Pool = new();

    // Continuations run on the writer thread, which saves a hop to the pool for every message: see IFleetStore.
    private ManualResetValueTaskSourceCore<StatusDecision> _source;
    private StatusReport _report;
    private StatusDecision _decision;

    public ValueTask<StatusDecision> Task => new(this, _source.Version);

    public static StatusJob Rent(in StatusReport report)
    {
        var job = Pool.TryDequeue(out var pooled) ? pooled : new StatusJob();
        job._report = report;
        return job;
    }

    public override void Apply(WriteBatch batch)
    {
        var slot = batch.Slot(_report.Name);
        _decision = StatusDecision.Decide(slot.Robot, _report);
        if (!_decision.IsStale)
        {
            batch.Put(slot, _decision.Robot, telemetryOnly: slot.Robot?.Version == _decision.Robot.Version);
        }

        if (_decision.Event is { } entry)
        {
            batch.Add(_decision.Robot, entry);
        }
    }

    public override void Complete() => _source.SetResult(_decision);

    public override void Fail(Exception exception) => _source.SetException(exception);

    public StatusDecision GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            _report = default;
            _decision = default;
            if (Pool.Count < MaxPooled)
            {
                Pool.Enqueue(this);
            }
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
