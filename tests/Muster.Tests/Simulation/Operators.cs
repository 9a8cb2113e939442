using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

/// <summary>Operators: they pause, resume, charge and retire robots, requeue and fail orders, hold sites, take note of alerts.</summary>
internal sealed class Operators(World world)
{
    private static readonly Actor Operator = new("alice", "as simulated");

    private Agenda Agenda => world.Agenda;

    public void Start()
    {
        if (world.Faults.Operator is { } mean)
        {
            Agenda.In(Agenda.Around(mean), () =>
            {
                if (!world.IsQuiet)
                {
                    Act();
                    Start();
                }
            });
        }
    }

    /// <summary>Puts right what was held and paused, until nothing is.</summary>
    public void Calm()
    {
        foreach (var site in Scene.Sites)
        {
            if (World.Wait(world.Store.FindSiteAsync(site, CancellationToken.None)) is { Hold: not null })
            {
                Do("release", h => h.Sites.ReleaseAsync(site, Operator, CancellationToken.None).AsTask());
            }
        }

        foreach (var robot in World.Wait(world.Store.ListRobotsAsync(new RobotQuery(), CancellationToken.None)).Items)
        {
            if (robot.Status == RobotStatus.Paused || robot.Instruction?.Command == CommandName.Pause)
            {
                Do("resume", h => h.Robots.ResumeAsync(robot.Name, Operator, CancellationToken.None).AsTask());
            }
        }

        Agenda.In(TimeSpan.FromSeconds(8), Calm);
    }

    private void Act()
    {
        var robot = Agenda.Pick(world.Robots).Name;
        var site = Agenda.Pick(Scene.Sites);
        var order = world.Ledger.Ids.Count == 0 ? "none" : world.Ledger.Ids[Agenda.Next(0, world.Ledger.Ids.Count)];
        switch (Agenda.Next(0, 10))
        {
            case 0:
                Do("pause", h => h.Robots.PauseAsync(robot, Operator, CancellationToken.None).AsTask());
                break;
            case 1 or 2:
                Do("resume", h => h.Robots.ResumeAsync(robot, Operator, CancellationToken.None).AsTask());
                break;
            case 3:
                Do("charge", h => h.Robots.ChargeAsync(robot, Operator, CancellationToken.None).AsTask());
                break;
            case 4:
                Do("retire", h => h.Robots.RetireAsync(robot, Operator, CancellationToken.None).AsTask());
                break;
            case 5:
                Do("requeue", h => h.Orders.RequeueAsync(order, Operator, CancellationToken.None).AsTask());
                break;
            case 6:
                Do("fail", h => h.Orders.FailAsync(order, Operator, CancellationToken.None).AsTask());
                break;
            case 7:
                Do("hold", h => h.Sites.HoldAsync(site, Operator, CancellationToken.None).AsTask());
                break;
            case 8:
                Do("release", h => h.Sites.ReleaseAsync(site, Operator, CancellationToken.None).AsTask());
                break;
            case 9:
                var open = World.Wait(world.Store.ListAlertsAsync(new AlertQuery(IsOpen: true), CancellationToken.None)).Items;
                if (open.Count > 0)
                {
                    var id = Agenda.Pick(open).Id;
                    Do("acknowledge", h => h.Alerts.AcknowledgeAsync(id, Operator, CancellationToken.None).AsTask());
                }

                break;
        }
    }

    private void Do(string name, Func<Host, Task> action)
    {
        if (world.AnyHost() is { } host)
        {
            world.Start(host, name, action);
        }
    }
}
