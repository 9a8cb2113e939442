using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>A set of versioned writes on its way into the store.</summary>
internal sealed class CommitJob : WriterJob
{
    private readonly TaskCompletionSource<CommitResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Commit _commit;
    private readonly OrderRow[] _orders;
    private readonly FeedRow[] _said;
    private CommitResult _result;

    /// <summary>Makes one. What takes time and does not depend on what is stored is done here, on the caller's thread.</summary>
    public CommitJob(Commit commit)
    {
        _commit = commit;
        _orders = [.. commit.Orders.Select(p => OrderRow.Of(p.Order))];
        _said =
        [
            .. commit.Orders.Where(p => !p.IsSilent).Select(p => new FeedRow(FeedEntry.Order, p.Order.Site, p.Said)),
            .. commit.Alerts.Select(p => new FeedRow(FeedEntry.Alert, p.Alert.Site, FleetMessages.AlertChanged(p.Alert))),
        ];
    }

    public Task<CommitResult> Task => _source.Task;

    public override void Apply(WriteBatch batch)
    {
        if (!CanWrite(batch))
        {
            _result = CommitResult.Lost;
            return;
        }

        _result = new CommitResult(IsDone: true, WriteRobots(batch));
        for (var i = 0; i < _orders.Length; i++)
        {
            batch.Put(_orders[i], _commit.Orders[i].Event);
        }

        foreach (var put in _commit.Alerts)
        {
            batch.Alerts.Put(put.Alert.Id, put.Alert.Version, put.Alert);
        }

        foreach (var put in _commit.Notifications)
        {
            batch.Notifications.Put(put.Id, put.Notification?.Version, put.Notification);
        }

        foreach (var put in _commit.Sites)
        {
            batch.Sites.Put(put.Site.Name, put.Site.Version, put.Site);
        }

        foreach (var said in _said)
        {
            batch.Say(said);
        }
    }

    public override void Complete() => _source.SetResult(_result);

    public override void Fail(Exception exception) => _source.SetException(exception);

    private bool CanWrite(WriteBatch batch) =>
        _commit.Robots.All(p => p.CanWrite(batch.Slot(p.Robot.Name).Robot))
        && _commit.Orders.All(p => CanWrite(batch, p))
        && _commit.Alerts.All(p => (batch.Alerts.Version(p.Alert.Id) ?? 0) == p.ExpectedVersion)
        && _commit.Notifications.All(p => (batch.Notifications.Version(p.Id) ?? 0) == p.ExpectedVersion)
        && _commit.Sites.All(p => (batch.Sites.Version(p.Site.Name) ?? 0) == p.ExpectedVersion);

    private bool CanWrite(WriteBatch batch, OrderPut put) => put.ExpectedVersion > 0
        ? batch.Orders.Version(put.Order.Id) == put.ExpectedVersion
        : batch.Orders.Version(put.Order.Id) is null
            && (put.Order.Key is not { } key || (!batch.HasKey(key) && _commit.Orders.Count(p => p.Order.Key == key) == 1));

    private Robot[] WriteRobots(WriteBatch batch)
    {
        var robots = new Robot[_commit.Robots.Count];
        for (var i = 0; i < robots.Length; i++)
        {
            var put = _commit.Robots[i];
            var slot = batch.Slot(put.Robot.Name);
            robots[i] = put.Over(slot.Robot);
            batch.Put(slot, robots[i], telemetryOnly: false);
            if (put.Event is not null)
            {
                batch.Add(robots[i], put.Event);
            }
        }

        return robots;
    }
}
