using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Operations;

/// <summary>What customers and operators do with orders.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Writes what is decided.</param>
public sealed partial class OrderDesk(FleetContext fleet, Steward steward)
{
    /// <summary>Places an order, and gives it to a robot where one is available.</summary>
    public async ValueTask<OperationResult<Order>> PlaceAsync(OrderRequest request, CancellationToken cancellationToken)
    {
        var configuration = fleet.Settings.Current;
        while (true)
        {
            if (request.Key is not null && await fleet.Store.FindOrderByKeyAsync(request.Key, cancellationToken).ConfigureAwait(false) is { } earlier)
            {
                return earlier.Fingerprint == request.Fingerprint
                    ? new OperationResult<Order>(earlier, IsRepeat: true)
                    : new OperationResult<Order>(null, new Refusal(
                        RefusalCode.KeyReused, $"the idempotency key \"{request.Key}\" was used for another order ({earlier.Id}); a new order needs a new key", "key"));
            }

            var now = fleet.Now();
            if (Check(request, configuration, now) is { } refusal)
            {
                return new OperationResult<Order>(null, refusal);
            }

            var order = New(request, configuration, now);
            var change = new FleetChange(configuration, now);
            change.Put(null, order, OrderEventCause.Placed, by: request.Customer?.Reference);
            change.Look(order.Site);
            if (await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                return new OperationResult<Order>(await fleet.Store.FindOrderAsync(order.Id, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Calls an order off: at once while it waits; a robot that holds it is told, and the order ends with its answer.</summary>
    public ValueTask<OperationResult<Order>> CancelAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, (change, order, robot) => order switch
        {
            { State: OrderState.Canceled } or { Cancel: not null, State: OrderState.Assigned or OrderState.InProgress } => null,
            { State: OrderState.Completed or OrderState.Failed } => Conflict($"the order is {order.State.ToWire()} already and can't be called off"),
            { State: OrderState.Pending } => Do(() => OrderMoves.End(change, order, robot, OrderState.Canceled, OrderEventCause.Canceled, actor.Why, actor.By)),
            _ => Do(() => AskToStop(change, order, actor)),
        }, cancellationToken);

    /// <summary>Gives an order another priority, 0 to 9.</summary>
    public ValueTask<OperationResult<Order>> ChangePriorityAsync(string id, int priority, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, (change, order, _) =>
            priority is < 0 or > Order.MaxPriority ? new Refusal(RefusalCode.InvalidValue, $"priority is {priority}; allowed are 0 to {Order.MaxPriority}", "priority")
            : order.State.IsEnded() ? Conflict($"the order is {order.State.ToWire()} already; its priority does not matter any more")
            : order.Priority == priority ? null
            : Do(() => change.Put(
                order,
                order with { Priority = priority, Rank = Rank(order.PlacedAt, priority, change.Configuration) },
                OrderEventCause.PriorityChanged,
                actor.Why is null ? $"from {order.Priority} to {priority}" : $"from {order.Priority} to {priority}: {actor.Why}",
                actor.By)), cancellationToken);

    /// <summary>Sends an order back into the queue: away from the robot that holds it, or once more after it failed.</summary>
    public ValueTask<OperationResult<Order>> RequeueAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, (change, order, robot) => order.State switch
        {
            OrderState.Pending => null,
            OrderState.Completed => Conflict("the order is COMPLETED already; place a new one"),
            _ when order.Deadline <= change.Now => Conflict($"its deadline, {order.Deadline:yyyy-MM-dd HH:mm:ss} UTC, has passed, so that no robot would begin it; place a new one"),
            _ => Do(() =>
            {
                OrderMoves.Requeue(change, order, robot, OrderEventCause.Requeued, actor.Why, tell: order.State.IsHeld(), actor.By, anew: true);
                Free(change, order, robot);
            }),
        }, cancellationToken);

    /// <summary>Fails an order by hand.</summary>
    public ValueTask<OperationResult<Order>> FailAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, (change, order, robot) => order.State switch
        {
            OrderState.Failed => null,
            OrderState.Completed or OrderState.Canceled => Conflict($"the order is {order.State.ToWire()} already"),
            _ => Do(() =>
            {
                OrderMoves.End(change, order, robot, OrderState.Failed, OrderEventCause.FailedByHand, actor.Why ?? $"failed by {actor.By}", actor.By, tell: true);
                Free(change, order, robot);
            }),
        }, cancellationToken);

    private static Refusal Conflict(string reason) => new(RefusalCode.Conflict, reason);

    private static Refusal? Do(Action action)
    {
        action();
        return null;
    }

    private static void AskToStop(FleetChange change, Order order, Actor actor)
    {
        change.Put(order, order with { Cancel = new CancelRequest(change.Now, actor.By, actor.Why), SentAt = change.Now }, OrderEventCause.Canceled, actor.Why ?? $"{order.Robot} was told to stop", actor.By);
        OrderMoves.Cancel(change, order, order.Robot!, actor.Why);
    }

    private static void Free(FleetChange change, Order order, Robot? robot)
    {
        if (robot is not null)
        {
            change.Put(robot, OrderMoves.Without(change, order, robot)!, RobotEventCause.OrderEnded);
        }
    }

    private static DateTimeOffset Rank(DateTimeOffset placedAt, int priority, FleetConfiguration configuration) => placedAt - (priority * configuration.Policy.AgingStep);

    private async ValueTask<OperationResult<Order>> DecideAsync(string id, Func<FleetChange, Order, Robot?, Refusal?> decide, CancellationToken cancellationToken)
    {
        while (await fleet.Store.FindOrderAsync(id, cancellationToken).ConfigureAwait(false) is { } order)
        {
            var robot = order.State.IsHeld() && order.Robot is not null
                ? await fleet.Store.FindRobotAsync(order.Robot, cancellationToken).ConfigureAwait(false)
                : null;
            var change = await steward.BeginAsync(robot, order, cancellationToken).ConfigureAwait(false);
            if (decide(change, order, robot) is { } refusal)
            {
                return new OperationResult<Order>(null, refusal);
            }

            if (change.IsEmpty)
            {
                return new OperationResult<Order>(order, IsRepeat: true);
            }

            if (await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                if (robot is not null)
                {
                    await steward.LookAtRobotAsync(robot.Name, cancellationToken).ConfigureAwait(false);
                }

                return new OperationResult<Order>(await fleet.Store.FindOrderAsync(id, cancellationToken).ConfigureAwait(false));
            }
        }

        return new OperationResult<Order>(null, new Refusal(RefusalCode.NotFound, $"no order has the id \"{id}\"", "id"));
    }
}
