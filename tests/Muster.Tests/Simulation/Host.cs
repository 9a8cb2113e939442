using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Fleet.Operations;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

/// <summary>One life of a host: the real functions over the shared store, with nothing in memory from an earlier life.</summary>
internal sealed class Host
{
    public Host(World world, int number, IFleetStore store, FleetSettings settings, WebhookClients http)
    {
        Number = number;
        var fleet = new FleetContext(new SteppedStore(world, this, store), new SteppedSender(world, this), settings, world.Agenda, world.Agenda.Fork());
        var steward = new Steward(fleet);
        Orders = new OrderDesk(fleet, steward);
        Robots = new RobotDesk(fleet, steward);
        Sites = new SiteDesk(fleet, steward);
        Alerts = new AlertDesk(fleet, steward);
        Sweep = new Sweep(fleet, steward);
        Functions = FunctionTable.Create(fleet, steward, new Notify(fleet, http, secret: null, new NotificationLog(_ => { }, _ => { })));
    }

    public int Number { get; }

    public bool IsAlive { get; set; } = true;

    public bool IsSweeping { get; set; }

    /// <summary>What is under way.</summary>
    public List<Handler> Running { get; } = [];

    public OrderDesk Orders { get; }

    public RobotDesk Robots { get; }

    public SiteDesk Sites { get; }

    public AlertDesk Alerts { get; }

    public Sweep Sweep { get; }

    public IReadOnlyDictionary<string, FleetFunction> Functions { get; }
}
