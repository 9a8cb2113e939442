using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Fleet.Rules;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

/// <summary>A fleet with its robots, network, customers, operators and hosts, all of it made of one seed.</summary>
internal sealed class World : IDisposable
{
    private readonly RuleSet _rules = new(FleetRules.BuiltIn);
    private readonly WebhookClients _http = new();
    private readonly FleetSettings _settings;
    private readonly Host[] _hosts;
    private readonly TimeSpan _sweepInterval;
    private int _handlers;
    private Exception? _failure;

    public World(int seed, IFleetStore store, bool keepsTrace = false)
    {
        Agenda = new Agenda(seed);
        Trace = new Trace(Agenda, keepsTrace);
        Store = store;
        Faults = Faults.Draw(Agenda);
        Configuration = Scene.Configure(Agenda);
        _settings = new FleetSettings(Configuration);
        _sweepInterval = TimeSpan.FromSeconds(Agenda.Pick(1, 2, 5, 15));
        Ledger = new Ledger(this);
        Network = new Network(this);
        Robots = Scene.Robots(this);
        Customers = new Customers(this);
        Operators = new Operators(this);
        _hosts = new Host[Agenda.Pick(1, 1, 2)];
        for (var i = 0; i < _hosts.Length; i++)
        {
            Boot(i);
        }
    }

    public Agenda Agenda { get; }

    public Trace Trace { get; }

    public IFleetStore Store { get; }

    public Faults Faults { get; private set; }

    public FleetConfiguration Configuration { get; }

    public Ledger Ledger { get; }

    public Network Network { get; }

    public IReadOnlyList<SimRobot> Robots { get; }

    public Customers Customers { get; }

    public Operators Operators { get; }

    /// <summary>Whose code runs at the moment.</summary>
    public Handler? Current { get; private set; }

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>Whether no handler is under way.</summary>
    public bool IsAtRest => Array.TrueForAll(_hosts, h => h.IsAlive && h.Running.Count == 0);

    /// <summary>When the last sweep ended that began after the faults stopped; none before.</summary>
    public DateTimeOffset? SweptAt { get; private set; }

    public static string? Short(string? id) => id?.Length == 36 ? id[^6..] : id;

    /// <summary>The value; a store on disk is waited for, as its thread is no part of the simulation.</summary>
    public static T Wait<T>(ValueTask<T> answer) => answer.IsCompletedSuccessfully ? answer.Result : answer.AsTask().GetAwaiter().GetResult();

    /// <summary>Runs it until everything has come to its end.</summary>
    public void Run()
    {
        var quietAt = Agenda.Now + Agenda.Between(60, 400);
        Agenda.In(quietAt - Agenda.Now, Calm);
        Customers.Start(quietAt - TimeSpan.FromSeconds(5));
        Operators.Start();
        foreach (var robot in Robots)
        {
            robot.Start();
        }

        var rest = new Rest(this);
        while (!rest.IsOver)
        {
            if (!Agenda.TryStep())
            {
                throw new SimulationException("nothing is left to happen");
            }

            if (_failure is not null)
            {
                throw _failure as SimulationException ?? new SimulationException(_failure.Message, _failure);
            }

            rest.Look();
        }

        Ledger.CheckAll();
    }

    /// <summary>A host that is up; none while all are down.</summary>
    public Host? AnyHost()
    {
        var start = Agenda.Next(0, _hosts.Length);
        return _hosts[start].IsAlive ? _hosts[start] : Array.Find(_hosts, h => h.IsAlive);
    }

    /// <summary>Carries a message to the function that its rule names.</summary>
    public void Deliver(Host host, string clientId, string topic, string payload, Action handled)
    {
        foreach (var rule in _rules.Match(topic))
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(payload);
            var e = new FunctionEvent(bytes, rule, new MessageContext(new TopicName(topic), clientId, Agenda.Now));
            var function = rule.Rule.Function!;
            Start(host, function, async h => await h.Functions[function](e, CancellationToken.None).ConfigureAwait(false), isOk =>
            {
                if (isOk)
                {
                    handled();
                }
            });

            // After the first await the buffer is the broker's again.
            Array.Fill(bytes, (byte)'#');
        }
    }

    /// <summary>Starts a handler.</summary>
    /// <param name="host">Where.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="body">What it does.</param>
    /// <param name="done">Called at its end, if the host lives to see it: whether the store let it.</param>
    public void Start(Host host, string name, Func<Host, Task> body, Action<bool>? done = null)
    {
        var handler = new Handler(++_handlers, name, host);
        host.Running.Add(handler);
        Trace.Add($"{handler} begins on host {host.Number}");
        var outer = Current;
        Current = handler;
        _ = RunAsync(handler, body, done);
        Current = outer;
    }

    /// <summary>Lets a handler go on, if its host is still there.</summary>
    public void Continue(Handler handler, Action action)
    {
        if (!handler.Host.IsAlive)
        {
            return;
        }

        Current = handler;
        action();
        Current = null;
    }

    public void Dispose() => _http.Dispose();

    private async Task RunAsync(Handler handler, Func<Host, Task> body, Action<bool>? done)
    {
        var isOk = true;
        try
        {
            await body(handler.Host).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            isOk = false;
        }
        catch (Exception e)
        {
            _failure ??= e;
        }

        handler.Host.Running.Remove(handler);
        Trace.Add($"{handler} ends");
        done?.Invoke(isOk);
    }

    private void Boot(int number)
    {
        var host = new Host(this, number, Store, _settings, _http);
        _hosts[number] = host;
        Trace.Add($"host {number} boots");
        SweepLater(host);
        if (Faults.HostCrash is { } mean)
        {
            Agenda.In(Agenda.Around(mean), () =>
            {
                if (!IsQuiet)
                {
                    Crash(number);
                }
            });
        }
    }

    private void Crash(int number)
    {
        _hosts[number].IsAlive = false;
        Ledger.Count("host crash");
        Trace.Add($"host {number} crashes", null, string.Join(' ', _hosts[number].Running));
        Network.HostCrashed(_hosts.Length == 1);
        Agenda.In(Agenda.Between(0.1, 20), () => Boot(number));
    }

    private void SweepLater(Host host) => Agenda.In(_sweepInterval, () =>
    {
        if (!host.IsAlive)
        {
            return;
        }

        if (!host.IsSweeping)
        {
            host.IsSweeping = true;
            var isQuiet = IsQuiet;
            Start(host, Sweep.Name, async h => await h.Sweep.RunAsync(null, CancellationToken.None).ConfigureAwait(false), _ =>
            {
                host.IsSweeping = false;
                SweptAt = isQuiet ? Agenda.Now : null;
            });
        }

        SweepLater(host);
    });

    private void Calm()
    {
        Trace.Add("the faults stop");
        IsQuiet = true;
        Faults = Faults.None with { IsCalm = Faults.IsCalm };
        foreach (var robot in Robots)
        {
            robot.Calm();
        }

        Operators.Calm();
    }
}
