using System.Diagnostics;
using Muster.Bench.Load;

namespace Muster.Bench.Orders.Flow;

/// <summary>What became of each order: by its number, which is its place here. Those placed during the warm-up are not counted.</summary>
internal sealed class OrderLedger
{
    private readonly List<Entry> _entries = [];
    private int _firstCounted;

    /// <summary>From the beginning of the HTTP request to the robot's reading of its command.</summary>
    internal LatencyHistogram ToRobot { get; private set; } = new();

    /// <summary>From the beginning of the HTTP request to its answer.</summary>
    internal LatencyHistogram ToAnswer { get; private set; } = new();

    internal int Placed => _entries.Count;

    internal int Completed { get; private set; }

    internal int Unanswered { get; private set; }

    /// <summary>Placed and not completed.</summary>
    internal int Open => Placed - Completed;

    /// <summary>Commands that came again.</summary>
    internal int Repeated { get; private set; }

    /// <summary>Begins to count: what is placed from now on is.</summary>
    internal void Count() => (_firstCounted, ToRobot, ToAnswer) = (Placed, new LatencyHistogram(), new LatencyHistogram());

    internal int Begin()
    {
        _entries.Add(new Entry { PlacedAt = Stopwatch.GetTimestamp() });
        Unanswered++;
        return Placed - 1;
    }

    internal void Answered(int number, long now)
    {
        Unanswered--;
        if (number >= _firstCounted)
        {
            ToAnswer.Add(now - _entries[number].PlacedAt);
        }
    }

    /// <summary>A robot has its command; returns whether for the first time.</summary>
    internal bool Commanded(int number, long now)
    {
        var entry = _entries[number];
        if (entry.IsCommanded)
        {
            Repeated++;
            return false;
        }

        entry.IsCommanded = true;
        if (number >= _firstCounted)
        {
            ToRobot.Add(now - entry.PlacedAt);
        }

        return true;
    }

    internal void Complete(int number)
    {
        if (!_entries[number].IsCompleted)
        {
            _entries[number].IsCompleted = true;
            Completed++;
        }
    }

    private sealed class Entry
    {
        internal long PlacedAt { get; init; }

        internal bool IsCommanded { get; set; }

        internal bool IsCompleted { get; set; }
    }
}
