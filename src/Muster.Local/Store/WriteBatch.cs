using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>
/// What one group commit writes. Decisions see what earlier ones of the same batch did; a robot that reported many times is
/// written once. Rows that were read or written stay known, as there is only this writer.
/// </summary>
internal sealed class WriteBatch
{
    private const int MaxKnown = 100_000;
    private readonly SqliteConnection _db;
    private readonly SqliteStoreOptions _options;
    private readonly FeedSignal _signal;
    private readonly Dictionary<string, RobotSlot> _known = new(StringComparer.Ordinal);
    private readonly List<RobotSlot> _changed = [];
    private readonly List<RobotEvent> _events = [];
    private readonly List<OrderEvent> _orderEvents = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<FeedRow> _feed = [];
    private readonly List<DeleteEndedJob> _deletes = [];
    private readonly List<RetainedMessage> _retained = [];
    private readonly List<QueuedEventJob> _queued = [];
    private long _firstFeed;
    private long _lastFeed;

    public WriteBatch(SqliteConnection db, SqliteStoreOptions options, FeedSignal signal)
    {
        _db = db;
        _options = options;
        _signal = signal;
        _lastFeed = FeedRows.Last(db) ?? 0;
        _firstFeed = FeedRows.First(db) ?? 1;
        Orders = new PendingRows<OrderRow>(id => OrderRows.FindVersion(db, id), (_, row) => OrderRows.Write(db, row!));
        Alerts = new PendingRows<Alert>(id => AlertRows.FindVersion(db, id), (_, alert) => AlertRows.Write(db, alert!));
        Notifications = new PendingRows<Notification>(id => NotificationRows.FindVersion(db, id), (id, row) => NotificationRows.Write(db, id, row));
        Sites = new PendingRows<Site>(name => SiteRows.FindVersion(db, name), (_, site) => SiteRows.Write(db, site!));
    }

    public PendingRows<OrderRow> Orders { get; }

    public PendingRows<Alert> Alerts { get; }

    public PendingRows<Notification> Notifications { get; }

    public PendingRows<Site> Sites { get; }

    /// <summary>The robot's row as it stands in this batch.</summary>
    public RobotSlot Slot(string name)
    {
        if (!_known.TryGetValue(name, out var slot))
        {
            _known[name] = slot = new RobotSlot { Robot = RobotRows.Find(_db, name) };
        }

        return slot;
    }

    public void Put(RobotSlot slot, Robot robot, bool telemetryOnly)
    {
        if (slot.Change == RowChange.None)
        {
            _changed.Add(slot);
        }

        slot.Robot = robot;
        slot.Change = telemetryOnly && slot.Change != RowChange.All ? RowChange.Telemetry : RowChange.All;
    }

    /// <summary>Adds to a robot's history, and to the feed.</summary>
    public void Add(Robot robot, RobotEvent entry)
    {
        _events.Add(entry);
        Say(new FeedRow(FeedEntry.Robot, robot.Site, FleetMessages.RobotChanged(robot)));
    }

    public void Put(OrderRow row, OrderEvent? entry)
    {
        Orders.Put(row.Order.Id, row.Order.Version, row);
        if (row.Order.Key is { } key)
        {
            _keys.Add(key);
        }

        if (entry is not null)
        {
            _orderEvents.Add(entry);
        }
    }

    /// <summary>Whether an order has that idempotency key.</summary>
    public bool HasKey(string key) => _keys.Contains(key) || OrderRows.HasKey(_db, key);

    public void Say(in FeedRow row) => _feed.Add(row);

    public void Delete(DeleteEndedJob job) => _deletes.Add(job);

    public void Retain(RetainedMessage message) => _retained.Add(message);

    public void Change(QueuedEventJob job) => _queued.Add(job);

    /// <summary>Writes the batch to disk. When this throws, nothing of it is there.</summary>
    /// <returns>Whether there was anything to write.</returns>
    public bool Commit()
    {
        if (IsEmpty)
        {
            return false;
        }

        _db.Prepare("BEGIN IMMEDIATE").Run();
        WriteRobots();
        Orders.Write();
        foreach (var entry in _orderEvents)
        {
            OrderRows.Append(_db, entry);
        }

        Alerts.Write();
        Notifications.Write();
        Sites.Write();
        foreach (var message in _retained)
        {
            RetainedRows.Write(_db, message);
        }

        foreach (var job in _queued)
        {
            job.Run(_db);
        }

        foreach (var job in _deletes)
        {
            job.Run(_db);
        }

        var (firstFeed, lastFeed) = WriteFeed();
        _db.Prepare("COMMIT").Run();
        if (lastFeed > _lastFeed)
        {
            (_firstFeed, _lastFeed) = (firstFeed, lastFeed);
            _signal.Advance(lastFeed);
        }

        return true;
    }

    /// <summary>Makes ready for the next batch.</summary>
    public void Clear()
    {
        foreach (var slot in _changed)
        {
            slot.Change = RowChange.None;
        }

        Reset();
        if (_known.Count > MaxKnown)
        {
            _known.Clear();
        }
    }

    /// <summary>Undoes the batch, here and in the database.</summary>
    public void Abandon()
    {
        // What is known now has writes in it that never were: read the rows again when they are needed.
        _known.Clear();
        Reset();
        _db.Rollback();
    }

    private bool IsEmpty => _changed.Count + _events.Count + Orders.Count + _orderEvents.Count + Alerts.Count + Notifications.Count + Sites.Count
        + _feed.Count + _deletes.Count + _retained.Count + _queued.Count == 0;

    private void WriteRobots()
    {
        foreach (var slot in _changed)
        {
            if (slot.Change == RowChange.All)
            {
                RobotRows.WriteAll(_db, slot.Robot!);
            }
            else
            {
                RobotRows.WriteTelemetry(_db, slot.Robot!);
            }
        }

        foreach (var entry in _events)
        {
            Append(entry);
        }
    }

    /// <returns>The first and the last entry that the feed has then.</returns>
    private (long First, long Last) WriteFeed()
    {
        var last = _lastFeed;
        foreach (var row in _feed)
        {
            FeedRows.Append(_db, ++last, row);
        }

        // Now and then rather than with each row, which would cost each commit as much again.
        var first = last - _options.FeedLength + 1;
        if (first - _firstFeed <= _options.FeedLength / 10)
        {
            return (_firstFeed, last);
        }

        FeedRows.Prune(_db, first - 1);
        return (first, last);
    }

    private void Append(RobotEvent entry)
    {
        var slot = Slot(entry.Robot);
        var count = (slot.HistoryCount ?? RobotRows.CountHistory(_db, entry.Robot)) + 1;
        var surplus = Math.Max(0, count - _options.HistoryPerRobot);
        RobotRows.Append(_db, entry, surplus);
        slot.HistoryCount = count - surplus;
    }

    private void Reset()
    {
        _changed.Clear();
        _events.Clear();
        Orders.Clear();
        _orderEvents.Clear();
        _keys.Clear();
        Alerts.Clear();
        Notifications.Clear();
        Sites.Clear();
        _feed.Clear();
        _deletes.Clear();
        _retained.Clear();
        _queued.Clear();
    }
}
