using Muster.Fleet.Robots;

namespace Muster.Local.Store;

/// <summary>
/// What one group commit writes. Decisions see what earlier ones of the same batch did; a robot that reported many times is
/// written once. Rows that were read or written stay known, as there is only this writer.
/// </summary>
internal sealed class WriteBatch(SqliteConnection db, int historyPerRobot)
{
    private const int MaxKnown = 100_000;
    private readonly Dictionary<string, RobotSlot> _known = new(StringComparer.Ordinal);
    private readonly List<RobotSlot> _changed = [];
    private readonly List<RobotEvent> _events = [];
    private readonly List<RetainedMessage> _retained = [];

    /// <summary>The robot's row as it stands in this batch.</summary>
    public RobotSlot Slot(string name)
    {
        if (!_known.TryGetValue(name, out var slot))
        {
            _known[name] = slot = new RobotSlot { Robot = RobotRows.Find(db, name) };
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

    public void Add(RobotEvent entry) => _events.Add(entry);

    public void Retain(RetainedMessage message) => _retained.Add(message);

    /// <summary>Writes the batch to disk. When this throws, nothing of it is there.</summary>
    /// <returns>Whether there was anything to write.</returns>
    public bool Commit()
    {
        if (_changed.Count + _events.Count + _retained.Count == 0)
        {
            return false;
        }

        db.Prepare("BEGIN IMMEDIATE").Run();
        foreach (var slot in _changed)
        {
            if (slot.Change == RowChange.All)
            {
                RobotRows.WriteAll(db, slot.Robot!);
            }
            else
            {
                RobotRows.WriteTelemetry(db, slot.Robot!);
            }
        }

        foreach (var entry in _events)
        {
            Append(entry);
        }

        foreach (var message in _retained)
        {
            RetainedRows.Write(db, message);
        }

        db.Prepare("COMMIT").Run();
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
        db.Rollback();
    }

    private void Append(RobotEvent entry)
    {
        var slot = Slot(entry.Robot);
        var count = (slot.HistoryCount ?? RobotRows.CountHistory(db, entry.Robot)) + 1;
        var surplus = Math.Max(0, count - historyPerRobot);
        RobotRows.Append(db, entry, surplus);
        slot.HistoryCount = count - surplus;
    }

    private void Reset()
    {
        _changed.Clear();
        _events.Clear();
        _retained.Clear();
    }
}
