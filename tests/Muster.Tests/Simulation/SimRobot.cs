using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Tests.Simulation;

/// <summary>A robot: its connection, its lives and what it says. What it does with orders is in the other part.</summary>
internal sealed partial class SimRobot(World world, string name, Traits traits)
{
    private readonly List<(int Number, string Topic, string Payload, DateTimeOffset At)> _unacknowledged = [];
    private string _status = "ONLINE";
    private string _site = traits.Site;
    private double _battery = traits.Battery;
    private int _life;
    private int _messages;
    private bool _isSilent;

    public string Name => name;

    public Traits Traits => traits;

    public bool IsRunning { get; private set; }

    public bool IsConnected { get; private set; }

    public string Status => _status;

    /// <summary>Whether what it had to say was acknowledged, but for what it says just now.</summary>
    public bool IsHeard => _unacknowledged.TrueForAll(m => m.At > Agenda.Now - TimeSpan.FromSeconds(1));

    private Agenda Agenda => world.Agenda;

    public void Start()
    {
        Agenda.In(Agenda.Between(0, 10), Boot);
        Chance(world.Faults.RobotCrash, Crash);
        Chance(world.Faults.Disconnect, () => LoseConnection(isSeen: true));
        Chance(world.Faults.Silence, () => Silent(Agenda.Between(5, 120)));
        Chance(world.Faults.RobotFault, Break);
        Chance(world.Faults.Move, Move);
    }

    /// <summary>The faults stop: it mends, comes back and speaks, unless it is lost for good.</summary>
    public void Calm()
    {
        if (traits.IsLostForGood)
        {
            Crash();
            return;
        }

        _isSilent = false;
        if (!IsRunning)
        {
            Agenda.In(Agenda.Between(0, 5), Boot);
        }
        else
        {
            if (_status == "FAULT")
            {
                Mend();
            }

            Agenda.In(Agenda.Between(0, 5), Connect);
        }
    }

    public void LoseConnection(bool isSeen)
    {
        if (!IsConnected)
        {
            return;
        }

        IsConnected = false;
        world.Trace.Add("connection lost", name);
        if (isSeen)
        {
            world.Network.Disconnected(name);
        }

        After(Agenda.Between(0.5, 40), Connect);
    }

    private void Boot()
    {
        if (IsRunning || (world.IsQuiet && traits.IsLostForGood))
        {
            return;
        }

        IsRunning = true;
        _status = "ONLINE";
        world.Trace.Add("robot starts", name);
        Connect();
        Beat(_life);
        if (_held is not null)
        {
            Work();
        }
    }

    private void Connect()
    {
        if (!IsRunning || IsConnected)
        {
            return;
        }

        IsConnected = true;
        world.Network.Connected(name);
        SayStatus();
        foreach (var (number, _, _, _) in _unacknowledged.ToList())
        {
            Try(number);
        }
    }

    private void Crash()
    {
        if (!IsRunning)
        {
            return;
        }

        var forgets = Agenda.Happens(0.5);
        world.Trace.Add("robot crashes", name, forgets ? "and forgets" : null);
        IsRunning = false;
        _isSilent = false;
        _life++;
        _work++;
        if (forgets)
        {
            world.Ledger.Count("robot forgets");
            _unacknowledged.Clear();
            Forget();
        }

        if (IsConnected)
        {
            IsConnected = false;
            world.Network.Disconnected(name);
        }

        Agenda.In(Agenda.Between(1, 90), Boot);
    }

    /// <summary>It works, and says nothing.</summary>
    private void Silent(TimeSpan time)
    {
        _isSilent = true;
        world.Trace.Add("robot falls silent", name);
        After(time, () => _isSilent = false);
    }

    private void Break()
    {
        if (!IsRunning || _status == "FAULT")
        {
            return;
        }

        SetStatus("FAULT");
        After(Agenda.Between(5, 60), Mend);
    }

    private void Mend()
    {
        if (_status == "FAULT")
        {
            SetStatus("ONLINE");
        }
    }

    private void Move()
    {
        if (IsRunning)
        {
            _site = Agenda.Pick(Scene.Sites);
            SayStatus();
        }
    }

    private void Beat(int life)
    {
        if (life != _life)
        {
            return;
        }

        if (_status == "CHARGING")
        {
            _battery = Math.Min(100, _battery + 15);
            if (_battery >= 100)
            {
                _status = "ONLINE";
            }
        }

        SayStatus();
        Agenda.In(world.Configuration.Policy.Heartbeat / 4, () => Beat(life));
    }

    private void SetStatus(string status)
    {
        world.Trace.Add("robot is", name, status);
        _status = status;
        SayStatus();
    }

    private void SayStatus()
    {
        var order = traits.SaysOrder ? $$""","order":{{(_held is { } held ? $"\"{held.Id}\"" : "null")}}""" : "";
        var at = traits.SaysTime ? $$""","at":"{{Agenda.Now:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}" """ : "";
        var fault = _status == "FAULT" ? """,  "fault":{"code":"E1"}""" : "";
        var battery = _battery.ToString("0.#", CultureInfo.InvariantCulture);
        var capabilities = traits.CanGrill ? """["grill"]""" : "[]";
        _unacknowledged.RemoveAll(m => m.Topic == Topics.Status(name));
        Say(Topics.Status(name), $$"""{"name":"{{name}}","status":"{{_status}}","site":"{{_site}}","capabilities":{{capabilities}},"battery":{{battery}}{{order}}{{fault}}{{at}}}""");
    }

    private void Say(string topic, string payload)
    {
        var number = ++_messages;
        _unacknowledged.Add((number, topic, payload, Agenda.Now));
        Try(number);
    }

    /// <summary>Says it, again and again until it is acknowledged.</summary>
    private void Try(int number)
    {
        var message = _unacknowledged.Find(m => m.Number == number);
        if (message.Topic is null || !IsConnected)
        {
            return;
        }

        if (!_isSilent)
        {
            world.Network.ToFleet(name, message.Topic, message.Payload, () => _unacknowledged.RemoveAll(m => m.Number == number));
        }

        After(Agenda.Between(15, 25), () => Try(number));
    }

    /// <summary>Later, in the same life.</summary>
    private void After(TimeSpan delay, Action action)
    {
        var life = _life;
        Agenda.In(delay, () =>
        {
            if (life == _life)
            {
                action();
            }
        });
    }

    /// <summary>Now and then, until the faults stop.</summary>
    private void Chance(TimeSpan? mean, Action action)
    {
        if (mean is { } often)
        {
            Agenda.In(Agenda.Around(often), () =>
            {
                if (!world.IsQuiet)
                {
                    action();
                    Chance(mean, action);
                }
            });
        }
    }
}
