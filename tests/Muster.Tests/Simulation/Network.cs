using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Tests.Simulation;

/// <summary>
/// Between robots and fleet: at least once towards the fleet (a robot repeats until it is acknowledged), at most once or several
/// times towards the robots; late, twice and in any order.
/// </summary>
internal sealed class Network(World world)
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private long _connections;

    private Agenda Agenda => world.Agenda;

    /// <summary>One try to bring a message to the fleet.</summary>
    public void ToFleet(string robot, string topic, string payload, Action acknowledged)
    {
        for (var copies = Agenda.Happens(world.Faults.Duplicate) ? 2 : 1; copies > 0; copies--)
        {
            if (!Agenda.Happens(world.Faults.Loss))
            {
                Agenda.In(Agenda.UpTo(world.Faults.NetworkDelay), () => Arrive(robot, topic, payload, acknowledged));
            }
        }
    }

    /// <summary>The broker's own events: a robot is connected, or lost.</summary>
    public void Connected(string robot) => Lifecycle(robot, new LifecycleEvent(robot, Agenda.Now.ToUnixTimeMilliseconds(), "connected", $"s{++_connections}", _connections));

    public void Disconnected(string robot)
    {
        Lifecycle(robot, new LifecycleEvent(robot, Agenda.Now.ToUnixTimeMilliseconds(), "disconnected", $"s{_connections}", _connections)
        {
            ClientInitiatedDisconnect = false,
            DisconnectReason = DisconnectReason.ConnectionLost,
        });

        // The last will.
        if (Agenda.Happens(0.5))
        {
            ToFleet(robot, Topics.Status(robot), $$"""{"name":"{{robot}}","status":"OFFLINE"}""", () => { });
        }
    }

    /// <summary>A message of the fleet: commands go to their robot, the rest is for those who watch.</summary>
    public void FromFleet(OutboundMessage message)
    {
        if (!message.Topic.EndsWith("/commands", StringComparison.Ordinal))
        {
            return;
        }

        var name = message.Topic.Split('/')[1];
        var command = JsonSerializer.Deserialize(message.Payload.Span, FleetJson.Default.RobotCommand)!;
        world.Trace.Add("sent", command.Id, $"{command.Command} to {name}");
        if (!_sent.Add(command.Id))
        {
            world.Ledger.Count($"{command.Command} again");
        }

        var robot = world.Robots.Single(r => r.Name == name);
        for (var copies = Agenda.Happens(world.Faults.Duplicate) ? 2 : 1; copies > 0; copies--)
        {
            if (!Agenda.Happens(world.Faults.Loss))
            {
                Agenda.In(Agenda.UpTo(world.Faults.NetworkDelay), () => robot.Receive(command));
            }
        }
    }

    /// <summary>With the only host the broker goes, and with it the connections.</summary>
    public void HostCrashed(bool isOnlyOne)
    {
        if (isOnlyOne)
        {
            foreach (var robot in world.Robots)
            {
                robot.LoseConnection(isSeen: false);
            }
        }
    }

    private void Lifecycle(string robot, LifecycleEvent e)
    {
        var payload = JsonSerializer.Serialize(e, FleetJson.Default.LifecycleEvent);
        ToFleet(robot, $"{Topics.PresencePrefix}{e.EventType}/{robot}", payload, () => { });
    }

    private void Arrive(string robot, string topic, string payload, Action acknowledged)
    {
        if (world.AnyHost() is not { } host)
        {
            return;
        }

        world.Trace.Add("arrives", World.Short(topic.Split('/')[^1]), payload);
        world.Deliver(host, robot, topic, payload, () =>
        {
            if (!Agenda.Happens(world.Faults.Loss))
            {
                Agenda.In(Agenda.UpTo(world.Faults.NetworkDelay), acknowledged);
            }
        });
    }
}
