using System.Diagnostics.CodeAnalysis;
using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>
/// A robot that behaves: it answers orders, travels, works, reports, charges, and repeats what was not acknowledged. A state
/// machine without I/O, clock or threads: its host hands it the time and the commands, and carries its messages away. The
/// same seed, times and commands give the same messages.
/// </summary>
public sealed partial class SimulatedRobot
{
    private readonly SimulatedRobotOptions _options;
    private readonly Random _random;
    private readonly OrderJournal _journal;
    private readonly EndedAttempts _ended = new();
    private readonly ReportQueue _reports;
    private readonly string _statusTopic;

    private DateTimeOffset _advancedTo;
    private DateTimeOffset _nextReport = DateTimeOffset.MaxValue;
    private DateTimeOffset? _restartsAt;
    private DateTimeOffset? _fullAt;
    private DateTimeOffset? _pausedAt;
    private Journey? _journey;
    private HeldOrder? _order;
    private Position _position;
    private double _battery;
    private bool _chargeNext;

    /// <summary>A robot that is switched off.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="random">What it decides by; its own, or the messages depend on who else draws from it.</param>
    /// <param name="now">The time.</param>
    /// <param name="completed">The orders that its journal holds from an earlier life, oldest first.</param>
    /// <param name="append">Writes a completed order into the journal for good, before it is reported.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SimulatedRobot(
        SimulatedRobotOptions options, Random random, DateTimeOffset now, IEnumerable<string>? completed = null, Action<string>? append = null)
    {
        options.Validate();
        _options = options;
        _random = random;
        _journal = new OrderJournal(options.RememberedOrders, completed ?? [], append);
        _reports = new ReportQueue(options.ResendAfter);
        _statusTopic = Topics.Status(options.Name);
        _position = options.Start ?? options.Charger;
        _battery = options.BatteryAtStart;
        _advancedTo = now;
    }

    /// <summary>What it is like.</summary>
    public SimulatedRobotOptions Options => _options;

    /// <summary>Whether it is switched on and has not crashed.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>The status that it reports.</summary>
    public RobotStatus Status =>
        !IsRunning ? RobotStatus.Offline : _pausedAt is not null ? RobotStatus.Paused : _fullAt is not null ? RobotStatus.Charging : RobotStatus.Online;

    /// <summary>The id of the order that it holds; none when it is free.</summary>
    public string? Order => _order?.Id;

    /// <summary>Its charge, 0 to 100 %, as of the last call.</summary>
    public double Battery => _battery;

    /// <summary>Where it is, as of the last call.</summary>
    public Position Position => _position;

    /// <summary>The orders that it completed, oldest first: its journal, which survives a crash.</summary>
    public IReadOnlyCollection<string> CompletedOrders => _journal.Completed;

    /// <summary>How many times it really carried out each order, by id: 1, unless something is wrong with it. Crashes do not reset it.</summary>
    public IReadOnlyDictionary<string, int> Executions => _journal.Executions;

    /// <summary>How often it did what.</summary>
    public SimulatedCounts Counts { get; private set; }

    /// <summary>Hears of each thing that happens, in a few words; none by default.</summary>
    public Action<string>? Narrator { get; init; }

    /// <summary>When it needs <see cref="Tick"/> next; <see cref="DateTimeOffset.MaxValue"/> while it is off.</summary>
    public DateTimeOffset NextTick
    {
        get
        {
            if (!IsRunning)
            {
                return _restartsAt ?? DateTimeOffset.MaxValue;
            }

            var next = Earlier(_nextReport, _reports.NextResend);
            if (_pausedAt is not null)
            {
                return next;
            }

            if (_order is { } order)
            {
                next = Earlier(Earlier(next, order.EndsAt), order.FailsAt ?? next);
                return Earlier(Earlier(next, order.CrashesAt ?? next), order.NextReport(_options.ProgressReports) ?? next);
            }

            return Earlier(Earlier(next, _fullAt ?? next), _journey?.EndsAt ?? next);
        }
    }

    /// <summary>Switches it on: it reports its status, and the order that it completed last, as nobody may have heard of that.</summary>
    public void Start(DateTimeOffset now)
    {
        Advance(now);
        _restartsAt = null;
        IsRunning = true;
        if (_journal.Last is { } last)
        {
            ReportOrder(last, OrderStates.Completed, attempt: null, now);
        }

        ReportStatus(now);

        // Robots that are switched on together do not report together for ever.
        _nextReport = now + (_options.ReportInterval * (0.5 + (_random.NextDouble() / 2)));
    }

    /// <summary>Switches it on after a crash: as <see cref="Start"/>; it knows what is in its journal, and nothing else.</summary>
    public void Restart(DateTimeOffset now)
    {
        Narrator?.Invoke("is back after a crash");
        Start(now);
    }

    /// <summary>It loses its power: it forgets all but its journal, and says nothing. It stays where it is.</summary>
    public void Crash(DateTimeOffset now)
    {
        Advance(now);
        Narrator?.Invoke(_order is null ? "crashes" : $"crashes over {_order.Id}");
        Counts = Counts with { Crashes = Counts.Crashes + 1 };
        TurnOff();
    }

    /// <summary>Switches it off in good order: it reports OFFLINE, and drops what it holds.</summary>
    public void Stop(DateTimeOffset now)
    {
        Advance(now);
        TurnOff();
        ReportStatus(now);
    }

    /// <summary>Its line to the broker is new: it reports its status, and the order reports that were not acknowledged, again and in order.</summary>
    public void Connected(DateTimeOffset now)
    {
        if (IsRunning)
        {
            Advance(now);
            _reports.Reconnect(now);
            ReportStatus(now);
            _nextReport = now + _options.ReportInterval;
        }
    }

    /// <summary>A message was acknowledged: an order report is not repeated any more.</summary>
    public void Acknowledged(SimulatedMessage message, DateTimeOffset now) => _reports.Remove(message.Id, now);

    /// <summary>A message was refused: an order report is not repeated any more, as it would be refused again.</summary>
    public void Refused(SimulatedMessage message, DateTimeOffset now)
    {
        Counts = Counts with { Refused = Counts.Refused + 1 };
        Narrator?.Invoke($"was refused a message on {message.Topic}");
        _reports.Remove(message.Id, now);
    }

    /// <summary>The next message that it wants sent; false when there is none for now.</summary>
    public bool TryTake([NotNullWhen(true)] out SimulatedMessage? message) => _reports.TryTake(out message);

    /// <summary>Does what is due by <paramref name="now"/>.</summary>
    public void Tick(DateTimeOffset now)
    {
        Advance(now);
        while (NextTick <= now)
        {
            Step(now);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The one thing that comes first of what is due.</summary>
    private void Step(DateTimeOffset now)
    {
        if (!IsRunning)
        {
            Restart(now);
        }
        else if (_order is { } order && _pausedAt is null && TryContinue(order, now))
        {
            // Done in there.
        }
        else if (_order is null && _pausedAt is null && _fullAt <= now)
        {
            Leave(now, "is charged");
        }
        else if (_order is null && _pausedAt is null && _journey?.EndsAt <= now)
        {
            Dock(now);
        }
        else if (_nextReport <= now)
        {
            ReportStatus(now);
            _nextReport = now + _options.ReportInterval;
            ChargeIfLow(now);
        }
        else
        {
            _reports.Resend(now);
        }
    }

    /// <summary>Lets the time pass: battery and position.</summary>
    private void Advance(DateTimeOffset now)
    {
        var seconds = Math.Max(0, (now - _advancedTo).TotalSeconds) * _options.Speed;
        _advancedTo = now;
        if (!IsRunning)
        {
            return;
        }

        var isBusy = _pausedAt is null && (_order is not null || _journey is not null);
        var rate = Status == RobotStatus.Charging ? _options.ChargePerSecond : isBusy ? -_options.DrainPerSecond : -_options.DrainPerSecond / 5;
        _battery = Math.Clamp(_battery + (rate * seconds), 0, 100);
        if (_pausedAt is null && _journey is { } journey)
        {
            _position = journey.At(now);
        }
    }

    private void TurnOff()
    {
        IsRunning = false;
        _restartsAt = null;
        _order = null;
        _journey = null;
        _fullAt = null;
        _pausedAt = null;
        _chargeNext = false;
        _nextReport = DateTimeOffset.MaxValue;
        _ended.Clear();
        _reports.Clear();
    }

    private void ReportStatus(DateTimeOffset now)
    {
        var status = Status.ToWire();
        _reports.AddStatus(_statusTopic, ReportPayloads.Status(_options, status, _battery, _position, _order?.Id, now), status);
    }

    private void ReportOrder(string order, string state, int? attempt, DateTimeOffset now, int? progress = null, string? reason = null) =>
        _reports.AddOrder(Topics.RobotOrder(_options.Name, order), ReportPayloads.Order(state, attempt, progress, reason), state, now);

    /// <summary>A time around <paramref name="mean"/>, at the robot's speed.</summary>
    private TimeSpan Around(TimeSpan mean) => mean * (0.5 + _random.NextDouble()) / _options.Speed;

    private bool Happens(double probability) => probability > 0 && _random.NextDouble() < probability;
}
