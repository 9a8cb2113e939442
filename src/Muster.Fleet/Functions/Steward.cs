using Muster.Fleet.Alerts;
using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>
/// Looks at a robot or an order and does what its state asks for. Functions call it after what they wrote, the sweep for
/// whatever is due: so nothing depends on one message having arrived.
/// </summary>
/// <param name="fleet">What it works with.</param>
public sealed class Steward(FleetContext fleet)
{
    private readonly Dispatcher _dispatcher = new(fleet);

    /// <summary>Looks at a robot, and at the order that it holds.</summary>
    public async ValueTask LookAtRobotAsync(string name, CancellationToken cancellationToken)
    {
        while (await fleet.Store.FindRobotAsync(name, cancellationToken).ConfigureAwait(false) is { } robot)
        {
            var order = robot.Order is null ? null : await fleet.Store.FindOrderAsync(robot.Order, cancellationToken).ConfigureAwait(false);
            if (await LookAsync(robot, order, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Looks at an order, and at the robot that holds it.</summary>
    public async ValueTask LookAtOrderAsync(string id, CancellationToken cancellationToken)
    {
        while (await fleet.Store.FindOrderAsync(id, cancellationToken).ConfigureAwait(false) is { } order)
        {
            var robot = order.State.IsHeld() && order.Robot is not null
                ? await fleet.Store.FindRobotAsync(order.Robot, cancellationToken).ConfigureAwait(false)
                : null;
            if (await LookAsync(robot, order, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Begins a decision, with the open alerts of those that it is about.</summary>
    public async ValueTask<FleetChange> BeginAsync(Robot? robot, Order? order, CancellationToken cancellationToken)
    {
        Dictionary<string, Alert>? alerts = null;
        foreach (var open in (robot?.Alerts ?? []).Concat(order?.Alerts ?? []))
        {
            if (await fleet.Store.FindAlertAsync(open.Id, cancellationToken).ConfigureAwait(false) is { } alert)
            {
                (alerts ??= new(StringComparer.Ordinal))[open.Id] = alert;
            }
        }

        return new FleetChange(fleet.Settings.Current, fleet.Now(), alerts);
    }

    /// <summary>Writes a decision, tells everybody, and lets dispatch look where robots got free.</summary>
    /// <returns>False when a version was lost: look again and decide anew.</returns>
    public async ValueTask<bool> ApplyAsync(FleetChange change, CancellationToken cancellationToken)
    {
        if (change.IsEmpty)
        {
            return true;
        }

        if (!await _dispatcher.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var site in change.Freed)
        {
            await _dispatcher.DispatchAsync(site, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Gives the waiting orders of a site to its robots.</summary>
    public ValueTask DispatchAsync(string site, CancellationToken cancellationToken) => _dispatcher.DispatchAsync(site, cancellationToken);

    private async ValueTask<bool> LookAsync(Robot? robot, Order? order, CancellationToken cancellationToken)
    {
        if (robot?.RetiredAt is not null && order is null)
        {
            return true;
        }

        var change = await BeginAsync(robot, order, cancellationToken).ConfigureAwait(false);

        // An order that another robot was given between the two reads is that one's to look at; this one only lets go of it.
        var isOthers = robot is not null && order is not null && order.State.IsHeld() && order.Robot != robot.Name;
        var next = order is null || isOthers ? robot : OrderCare.Look(change, order, robot);
        if (robot is { RetiredAt: null } && next is not null)
        {
            next = await WithoutStraysAsync(change, next, order, cancellationToken).ConfigureAwait(false);
            RobotCare.Look(change, robot, next, await OthersAsync(next, change.Configuration, cancellationToken).ConfigureAwait(false));
        }

        return await ApplyAsync(change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Frees a robot of an order that is not its own: one that it was given has ended, or one that it says it is at.</summary>
    private async ValueTask<Robot> WithoutStraysAsync(FleetChange change, Robot robot, Order? order, CancellationToken cancellationToken)
    {
        var isItsOwn = order is null || order.Id == robot.Order;
        if (robot.Order is not null && isItsOwn && !(order is { } held && held.Id == robot.Order && held.State.IsHeld() && held.Robot == robot.Name))
        {
            change.Look(robot.Site);
            robot = robot with { Order = null, OrderSince = change.Now };
        }

        if (robot.ReportedOrder is { } reported && reported != robot.Order
            && await fleet.Store.FindOrderAsync(reported, cancellationToken).ConfigureAwait(false) is { } stray)
        {
            OrderMoves.Cancel(change, stray, robot.Name, "the order is not yours any more");
            change.Look(robot.Site);
            robot = robot with { ReportedOrder = null };
        }

        return robot;
    }

    /// <summary>The robots at its site, where it matters how many of them can work.</summary>
    private async ValueTask<IReadOnlyList<Robot>?> OthersAsync(Robot robot, FleetConfiguration configuration, CancellationToken cancellationToken)
    {
        if (robot.Site is null || configuration.Site(robot.Site).KeepAvailable == 0 || !RobotCare.IsLow(robot, configuration.Policy))
        {
            return null;
        }

        return await fleet.Store.ListAllRobotsAsync(robot.Site, cancellationToken).ConfigureAwait(false);
    }
}
