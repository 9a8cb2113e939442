using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

// Commands, and the order that it holds.
public sealed partial class SimulatedRobot
{
    /// <summary>A command came in on <c>robots/{name}/commands</c>; what is no command is counted and left alone.</summary>
    /// <param name="commandPayload">The payload, UTF-8 JSON.</param>
    /// <param name="now">The time.</param>
    public void Receive(ReadOnlySpan<byte> commandPayload, DateTimeOffset now)
    {
        if (!IsRunning)
        {
            return;
        }

        Tick(now);
        var command = SimulatedCommand.Read(commandPayload);
        if (!IsRunning || command is null || !TryObey(command, now))
        {
            Counts = Counts with { Ignored = Counts.Ignored + 1 };
        }
    }

    private bool TryObey(SimulatedCommand command, DateTimeOffset now)
    {
        var isExpired = command.ExpiresAt <= now;
        switch (command.Command)
        {
            case CommandName.ExecuteOrder when IsOrderId(command.Order):
                return Execute(command, command.Order!, isExpired, now);
            case CommandName.CancelOrder when IsOrderId(command.Order):
                Cancel(command.Order!, command.Attempt, now);
                return true;
            case CommandName.Charge when !isExpired:
                Charge(now);
                return true;
            case CommandName.Pause when !isExpired:
                Pause(now);
                return true;
            case CommandName.Resume when !isExpired:
                Resume(now);
                return true;
            default:
                return false;
        }
    }

    // It becomes a level of a topic.
    private static bool IsOrderId(string? id) => id is not null && RobotName.IsValid(id);

    private bool Execute(SimulatedCommand command, string id, bool isExpired, DateTimeOffset now)
    {
        var key = EndedAttempts.Key(id, command.Attempt, command.Id);
        if (_journal.Contains(id))
        {
            ReportOrder(id, OrderStates.Completed, command.Attempt, now);
        }
        else if (_order is { } held && held.Id == id)
        {
            // The command again, or a later attempt that is this robot's too: it goes on with what it does.
            held = held with { Attempt = command.Attempt > held.Attempt ? command.Attempt : held.Attempt ?? command.Attempt };
            _order = held;
            ReportHeld(held, now);
        }
        else if (_ended.Find(key) is { } end)
        {
            ReportOrder(id, end.State, command.Attempt, now, reason: end.Reason);
        }
        else if (isExpired)
        {
            return false;
        }
        else if (WhyNot() is { } reason)
        {
            Counts = Counts with { Rejected = Counts.Rejected + 1 };
            Narrator?.Invoke($"rejects {id}: {reason}");
            _ended.Add(key, OrderStates.Rejected, reason);
            ReportOrder(id, OrderStates.Rejected, command.Attempt, now, reason: reason);
        }
        else
        {
            Accept(command, id, now);
        }

        return true;
    }

    private string? WhyNot() =>
        _order is { } held ? $"busy with order {held.Id}"
        : _pausedAt is not null ? "paused"
        : _battery < _options.LowBattery ? string.Create(CultureInfo.InvariantCulture, $"battery at {_battery:0.#} %")
        : Happens(_options.Reject) ? "not in the mood"
        : null;

    private void Accept(SimulatedCommand command, string id, DateTimeOffset now)
    {
        var wasCharging = _fullAt is not null;
        _chargeNext |= _journey is not null; // It was on its way to the charger: it goes there afterwards.
        _fullAt = null;
        var target = command.Position ?? new Position(_random.NextDouble() * _options.Floor.X, _random.NextDouble() * _options.Floor.Y);
        var arrives = now + Around(_options.TravelTime);
        var ends = arrives + Around(_options.WorkTime);
        _journey = new Journey(_position, target, now, arrives);
        _order = new HeldOrder(id, command.Attempt, now, ends, SomeTime(_options.Fail, now, ends), SomeTime(_options.Crash, now, ends));
        Narrator?.Invoke($"accepts {id}");
        ReportOrder(id, OrderStates.Accepted, command.Attempt, now);
        if (wasCharging)
        {
            ReportStatus(now);
        }
    }

    private DateTimeOffset? SomeTime(double probability, DateTimeOffset from, DateTimeOffset to) =>
        Happens(probability) ? from + ((to - from) * _random.NextDouble()) : null;

    /// <summary>Does what is due with the order; false when nothing is.</summary>
    private bool TryContinue(HeldOrder order, DateTimeOffset now)
    {
        if (order.CrashesAt <= now)
        {
            Crash(now);
            _restartsAt = now + Around(_options.CrashTime);
        }
        else if (order.FailsAt <= now)
        {
            Counts = Counts with { Failed = Counts.Failed + 1 };
            End(order, OrderStates.Failed, now, "it went wrong, as simulated");
        }
        else if (order.NextReport(_options.ProgressReports) <= now)
        {
            _order = order with { Reports = order.Reports + 1 };
            ReportHeld(_order, now);
        }
        else if (order.EndsAt <= now)
        {
            Counts = Counts with { Completed = Counts.Completed + 1 };
            _journal.Add(order.Id);
            End(order, OrderStates.Completed, now);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Cancel(string id, int? attempt, DateTimeOffset now)
    {
        if (_journal.Contains(id))
        {
            ReportOrder(id, OrderStates.Completed, attempt, now);
        }
        else if (_order is { } held && held.Id == id && !(attempt < held.Attempt))
        {
            End(held with { Attempt = attempt ?? held.Attempt }, OrderStates.Canceled, now);
        }
        else
        {
            // Remembered, so that the order does not start when its command comes after this one.
            var key = EndedAttempts.Key(id, attempt, command: null);
            var end = _ended.Find(key) ?? (OrderStates.Canceled, null);
            _ended.Add(key, end.State, end.Reason);
            ReportOrder(id, end.State, attempt, now, reason: end.Reason);
        }
    }

    private void End(HeldOrder order, string state, DateTimeOffset now, string? reason = null)
    {
        Narrator?.Invoke($"reports {state} for {order.Id}");
        _order = null;
        _journey = null;
        if (state != OrderStates.Completed)
        {
            _ended.Add(EndedAttempts.Key(order.Id, order.Attempt, command: null), state, reason);
        }

        ReportOrder(order.Id, state, order.Attempt, now, reason: reason);
        ChargeIfLow(now);
    }

    private void ReportHeld(HeldOrder order, DateTimeOffset now)
    {
        if (order.Reports == 0)
        {
            ReportOrder(order.Id, OrderStates.Accepted, order.Attempt, now);
        }
        else
        {
            ReportOrder(order.Id, OrderStates.InProgress, order.Attempt, now, order.Progress(now));
        }
    }
}
