using Muster.Fleet.Changes;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Operations;

/// <summary>What operators do with robots.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Writes what is decided.</param>
public sealed class RobotDesk(FleetContext fleet, Steward steward)
{
    /// <summary>Tells a robot to stop and take no work.</summary>
    public ValueTask<OperationResult<Robot>> PauseAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(name, (change, robot, _) => robot.Status == RobotStatus.Paused && robot.Instruction is null ? null : Tell(change, robot, CommandName.Pause, actor), cancellationToken);

    /// <summary>Tells a robot that is paused, charges, or was told to, to be ready for work again.</summary>
    public ValueTask<OperationResult<Robot>> ResumeAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(name, (change, robot, _) => robot.Status == RobotStatus.Online && robot.Instruction is null or { Command: CommandName.Resume }
            ? null
            : Tell(change, robot, CommandName.Resume, actor), cancellationToken);

    /// <summary>Tells a robot to charge, once it has finished its order.</summary>
    public ValueTask<OperationResult<Robot>> ChargeAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(name, (change, robot, _) => robot.Status == RobotStatus.Charging && robot.Instruction is null ? null : Tell(change, robot, CommandName.Charge, actor), cancellationToken);

    /// <summary>
    /// Takes a robot out of the fleet: it is listed no more, its history stays, an order that it holds goes to another. When it
    /// reports on a new connection it is back.
    /// </summary>
    public ValueTask<OperationResult<Robot>> RetireAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(name, (change, robot, order) =>
        {
            var next = order is not null && order.State.IsHeld() && order.Robot == name
                ? OrderMoves.TakeBack(change, order, robot, OrderEventCause.RobotRetired, $"{name} was retired by {actor.By}", tell: true)!
                : robot;
            next = next with { Order = null, ReportedOrder = null, Instruction = null, RetiredAt = change.Now };
            change.Put(robot, next, RobotEventCause.Retired, actor.Why, actor.By);
            return null;
        }, cancellationToken);

    private static Refusal? Tell(FleetChange change, Robot robot, string command, Actor actor)
    {
        if (robot.Status == RobotStatus.Offline && command != CommandName.Pause)
        {
            return new Refusal(RefusalCode.Conflict, $"{robot.Name} is OFFLINE: it can't be told to {command}, and must not be surprised by it when it is back");
        }

        if (robot.Instruction?.Command != command)
        {
            change.Put(robot, robot with { Instruction = RobotInstructions.New(robot, command, change.Now, actor.By, actor.Why) }, RobotEventCause.Operator, actor.Why, actor.By);
        }

        return null;
    }

    private async ValueTask<OperationResult<Robot>> DecideAsync(
        string name, Func<FleetChange, Robot, Order?, Refusal?> decide, CancellationToken cancellationToken)
    {
        while (await fleet.Store.FindRobotAsync(name, cancellationToken).ConfigureAwait(false) is { } robot)
        {
            if (robot.RetiredAt is not null)
            {
                return new OperationResult<Robot>(null, new Refusal(RefusalCode.NotFound, RobotView.Retired(robot), "name"));
            }

            var order = robot.Order is null ? null : await fleet.Store.FindOrderAsync(robot.Order, cancellationToken).ConfigureAwait(false);
            var change = await steward.BeginAsync(robot, order, cancellationToken).ConfigureAwait(false);
            if (decide(change, robot, order) is { } refusal)
            {
                return new OperationResult<Robot>(null, refusal);
            }

            if (change.IsEmpty)
            {
                return new OperationResult<Robot>(robot, IsRepeat: true);
            }

            if (await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                await steward.LookAtRobotAsync(name, cancellationToken).ConfigureAwait(false);
                return new OperationResult<Robot>(await fleet.Store.FindRobotAsync(name, cancellationToken).ConfigureAwait(false));
            }
        }

        return new OperationResult<Robot>(null, new Refusal(RefusalCode.NotFound, $"no robot named \"{name}\" has reported yet", "name"));
    }
}
