using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Tests.Simulation;

// Commands, and the order that it holds.
internal sealed partial class SimRobot
{
    private const int Steps = 3;
    private readonly HashSet<string> _completed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Order, int Attempt), string> _ended = [];
    private (string Id, int Attempt, int Step)? _held;
    private bool _chargesNext;
    private int _work;

    /// <summary>The order that it is at.</summary>
    public string? Order => _held?.Id;

    public int Attempt => _held?.Attempt ?? 0;

    /// <summary>How often it completed something.</summary>
    public List<string> Completed { get; } = [];

    public void Receive(RobotCommand command)
    {
        if (!IsRunning || !IsConnected)
        {
            return;
        }

        world.Trace.Add("hears", name, command.Id);
        var isExpired = command.ExpiresAt <= Agenda.Now;
        switch (command.Command)
        {
            case CommandName.ExecuteOrder:
                Execute(command.Order!.Id, command.Order.Attempt, isExpired);
                break;
            case CommandName.CancelOrder:
                Cancel(command.Order!.Id, command.Order.Attempt);
                break;
            case CommandName.Charge when !isExpired:
                Charge();
                break;
            case CommandName.Pause when !isExpired && _status != "FAULT":
                SetStatus("PAUSED");
                break;
            case CommandName.Resume when !isExpired && _status is "PAUSED" or "CHARGING":
                SetStatus("ONLINE");
                break;
            case CommandName.Resume when !isExpired:
                SayStatus();
                break;
        }
    }

    private void Execute(string id, int attempt, bool isExpired)
    {
        if (_completed.Contains(id))
        {
            Report(id, attempt, "COMPLETED");
        }
        else if (_held is { } held && held.Id == id)
        {
            _held = held with { Attempt = Math.Max(attempt, held.Attempt) };
            Report(id, attempt, held.Step == 0 ? "ACCEPTED" : "IN_PROGRESS");
        }
        else if (_ended.TryGetValue((id, attempt), out var end))
        {
            Report(id, attempt, end);
        }
        else if (isExpired)
        {
            return;
        }
        else if (_held is not null || _status is "PAUSED" or "FAULT" || (_battery < 5 && !world.Faults.IsCalm) || Agenda.Happens(world.Faults.Reject))
        {
            if (world.Faults.IsCalm && _held is not null)
            {
                throw new SimulationException($"{name} was given {id} while it was at {_held.Value.Id}, and nothing had gone wrong");
            }

            _ended[(id, attempt)] = "REJECTED";
            Report(id, attempt, "REJECTED");
        }
        else
        {
            _held = (id, attempt, 0);
            world.Ledger.Begins(this, id, attempt);
            if (_status == "CHARGING")
            {
                SetStatus("ONLINE");
            }

            Report(id, attempt, "ACCEPTED");
            Work();
        }
    }

    private void Cancel(string id, int attempt)
    {
        if (_completed.Contains(id))
        {
            Report(id, attempt, "COMPLETED");
        }
        else if (_held is { } held && held.Id == id && (attempt >= held.Attempt || !traits.EchoesAttempt))
        {
            End("CANCELED");
        }
        else
        {
            _ended.TryAdd((id, attempt), "CANCELED");
            Report(id, attempt, _ended[(id, attempt)]);
        }
    }

    private void Charge()
    {
        if (_held is not null)
        {
            _chargesNext = true;
        }
        else if (_status is "ONLINE" or "CHARGING")
        {
            SetStatus("CHARGING");
        }
    }

    private void Work()
    {
        var work = ++_work;
        var pace = !world.Faults.IsCalm && Agenda.Happens(0.1) ? 40 : 8;
        Agenda.In(Agenda.Between(1, pace), () =>
        {
            if (work != _work || _held is not { } held)
            {
                return;
            }

            if (_status == "PAUSED")
            {
                Work();
                return;
            }

            _battery = Math.Max(3, _battery - Agenda.Next(1, 6));
            if (Agenda.Happens(world.Faults.Fail))
            {
                End("FAILED");
            }
            else if (held.Step == Steps)
            {
                _completed.Add(held.Id);
                Completed.Add(held.Id);
                world.Ledger.Completes(this, held.Id);
                End("COMPLETED");
            }
            else
            {
                _held = held with { Step = held.Step + 1 };
                Report(held.Id, held.Attempt, "IN_PROGRESS");
                Work();
            }
        });
    }

    private void End(string state)
    {
        var (id, attempt, _) = _held!.Value;
        _held = null;
        _work++;
        if (state != "COMPLETED")
        {
            _ended[(id, attempt)] = state;
        }

        Report(id, attempt, state);
        if (_chargesNext)
        {
            _chargesNext = false;
            Charge();
        }
        else
        {
            SayStatus();
        }
    }

    private void Forget()
    {
        _held = null;
        _chargesNext = false;
        _completed.Clear();
        _ended.Clear();
    }

    private void Report(string id, int attempt, string state)
    {
        var echo = traits.EchoesAttempt ? string.Create(CultureInfo.InvariantCulture, $",\"attempt\":{attempt}") : "";
        var progress = state == "IN_PROGRESS" && _held is { } held ? string.Create(CultureInfo.InvariantCulture, $",\"progress\":{held.Step * 25}") : "";
        world.Trace.Add("reports", name, $"{World.Short(id)}/{attempt} {state}");
        Say(Topics.RobotOrder(name, id), $$"""{"state":"{{state}}"{{progress}}{{echo}}}""");
    }
}
