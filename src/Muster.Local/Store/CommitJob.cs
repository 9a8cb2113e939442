using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>A set of versioned writes on its way into the store.</summary>
internal sealed class CommitJob(IReadOnlyList<RobotPut> puts) : WriterJob
{
    private readonly TaskCompletionSource<bool> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _written;

    public Task<bool> Task => _source.Task;

    public override void Apply(WriteBatch batch)
    {
        _written = puts.All(p => (batch.Slot(p.Robot.Name).Robot?.Version ?? 0) == p.ExpectedVersion);
        if (!_written)
        {
            return;
        }

        foreach (var put in puts)
        {
            var slot = batch.Slot(put.Robot.Name);
            batch.Put(slot, put.Over(slot.Robot), telemetryOnly: false);
            if (put.Event is not null)
            {
                batch.Add(put.Event);
            }
        }
    }

    public override void Complete() => _source.SetResult(_written);

    public override void Fail(Exception exception) => _source.SetException(exception);
}
