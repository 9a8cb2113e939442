using Muster.Fleet.Alerts;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

/// <summary>What must come about once the faults have stopped: no robot idles while it could work, all orders end, alerts settle.</summary>
internal sealed class Rest(World world)
{
    /// <summary>The bound: the longest wait, the longest work, and what heartbeats, time-outs and charging add.</summary>
    public static readonly TimeSpan Bound = Scene.LongestWait + Scene.LongestWork + TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(45);
    private readonly Dictionary<(string Order, string Robot), DateTimeOffset> _eligible = [];
    private readonly Dictionary<string, (string Order, DateTimeOffset Since)> _strays = new(StringComparer.Ordinal);
    private DateTimeOffset? _quietSince;
    private DateTimeOffset? _settledSince;
    private DateTimeOffset _next;
    private int _writes = -1;

    public bool IsOver { get; private set; }

    /// <summary>Called after each step.</summary>
    public void Look()
    {
        if (!world.IsQuiet || !world.IsAtRest)
        {
            return;
        }

        var now = world.Agenda.Now;
        _quietSince ??= now;
        if (_writes == world.Ledger.Writes && now < _next)
        {
            return;
        }

        (_writes, _next) = (world.Ledger.Writes, now + TimeSpan.FromSeconds(1));
        if (world.SweptAt is not null)
        {
            LookForIdle(now);
        }

        LookForStrays(now);

        var unsettled = Unsettled(now);
        if (unsettled is not null && now > _quietSince + Bound)
        {
            throw new SimulationException($"{Bound.TotalMinutes:0} minutes after the faults stopped, {unsettled}");
        }

        _settledSince = unsettled is null ? _settledSince ?? now : null;
        IsOver = now >= _settledSince + Steady;
        if (IsOver && world.Faults.IsCalm)
        {
            Calm();
        }
    }

    /// <summary>Where nothing ever went wrong, everything is done, at the first attempt.</summary>
    private void Calm()
    {
        if (world.Ledger.Orders.FirstOrDefault(o => o is not { State: OrderState.Completed, Attempt: 1 }) is { } order)
        {
            throw new SimulationException($"nothing had gone wrong, and the order {order.Id} is {order.State} after {order.Attempt} attempts: {order.Reason}");
        }
    }

    private void LookForIdle(DateTimeOffset now)
    {
        var found = new HashSet<(string, string)>();
        foreach (var site in Scene.Sites)
        {
            var pending = World.Wait(world.Store.ListPendingAsync(site, null, null, 1000, CancellationToken.None));
            if (pending.Count == 0 || World.Wait(world.Store.FindSiteAsync(site, CancellationToken.None)) is { Hold: not null })
            {
                continue;
            }

            var everyone = World.Wait(world.Store.ListRobotsAsync(new RobotQuery(site, Limit: RobotQuery.MaxLimit), CancellationToken.None)).Items;
            foreach (var robot in everyone)
            {
                foreach (var order in pending.Where(o => o.ExpiresAt > now && !(o.Deadline <= now)))
                {
                    if (Eligibility.WhyNot(new Candidate(robot, order, world.Configuration, now, everyone)) is null)
                    {
                        found.Add((order.Id, robot.Name));
                        IsIdle(order, robot, now);
                    }
                }
            }
        }

        foreach (var over in _eligible.Keys.Where(k => !found.Contains(k)).ToList())
        {
            _eligible.Remove(over);
        }
    }

    private void IsIdle(Order order, Robot robot, DateTimeOffset now)
    {
        // By a change of this pair alone dispatch runs at once. What becomes possible by mere time, or by what another robot does, is the sweep's.
        var isForSweep = order.Avoided.Count > 0 || robot.Battery < world.Configuration.Policy.ChargeBelow;
        var since = _eligible.TryGetValue((order.Id, robot.Name), out var first) ? first : _eligible[(order.Id, robot.Name)] = now;
        if (!isForSweep || now - since > TimeSpan.FromSeconds(35))
        {
            throw new SimulationException($"{robot.Name} idles since {since:HH:mm:ss.fff} though it could take {order.Id}, and nobody is about to see to it");
        }
    }

    /// <summary>Who says that it is at an order that is not its own hears that it is to stop.</summary>
    private void LookForStrays(DateTimeOffset now)
    {
        foreach (var robot in world.Robots.Where(r => r.Traits.SaysOrder))
        {
            if (!robot.IsConnected || robot.Order is not { } id || World.Wait(world.Store.FindRobotAsync(robot.Name, CancellationToken.None))?.Order == id)
            {
                _strays.Remove(robot.Name);
            }
            else if (!_strays.TryGetValue(robot.Name, out var stray) || stray.Order != id)
            {
                _strays[robot.Name] = (id, now);
            }
            else if (now - stray.Since > ToldWithin)
            {
                throw new SimulationException($"{robot.Name} is at {id} since {stray.Since:HH:mm:ss}, which is not its own, and nobody stops it");
            }
        }
    }

    private string? Unsettled(DateTimeOffset now) => !world.Customers.AreAnswered
        ? "a customer has no answer"
        : world.Ledger.Orders.FirstOrDefault(o => !o.State.IsEnded()) is { } order
            ? $"the order {order.Id} is {order.State}, held by {order.Robot ?? "nobody"}, attempt {order.Attempt}, placed at {order.PlacedAt:HH:mm:ss}, expires at {order.ExpiresAt:HH:mm:ss}"
            : world.Robots.Select(r => Unsettled(r, now)).FirstOrDefault(u => u is not null) ?? UnsettledAlert(now);

    private string? Unsettled(SimRobot robot, DateTimeOffset now)
    {
        var stored = World.Wait(world.Store.FindRobotAsync(robot.Name, CancellationToken.None));
        if (!robot.IsRunning)
        {
            return robot.Traits.IsLostForGood && stored is null or { Status: RobotStatus.Offline } or { RetiredAt: not null } && stored?.Order is null
                ? null
                : $"{robot.Name} is down, and the fleet says that it is {stored?.ShownStatus} with {stored?.Order}";
        }

        // Retired, and still on the connection that it had: it is left alone.
        if (stored is { RetiredAt: not null } && !(stored.ConnectedAt > stored.RetiredAt))
        {
            return robot.Order is null ? null : $"{robot.Name} is retired, and at {robot.Order}, which has ended";
        }

        return stored is null or { RetiredAt: not null } ? $"the fleet does not know {robot.Name}"
            : stored.Status.ToWire() != robot.Status ? $"{robot.Name} is {robot.Status}, and the fleet says {stored.Status}"
            : robot.Order is not null ? $"{robot.Name} is at {robot.Order}, which has ended"
            : stored.CurrentOrder is not null ? $"{robot.Name} is at nothing, and the fleet says {stored.CurrentOrder}"
            : stored.Instruction is { } instruction ? $"{robot.Name} was told to {instruction.Command}, {instruction.Sends} times, and did not"
            : IsNeglected(stored) ? $"{robot.Name} is at {stored.Battery} %, and nobody tells it to charge"
            : RobotPresence.IsSilent(stored, world.Configuration.Policy, now) ? $"{robot.Name} was last heard of at {stored.LastSeen:HH:mm:ss}"
            : robot.IsHeard ? null : $"{robot.Name} was not acknowledged";
    }

    private bool IsNeglected(Robot robot) =>
        robot.Status == RobotStatus.Online && robot.Battery < world.Configuration.Policy.ChargeBelow && world.Configuration.Site(robot.Site!).KeepAvailable == 0;

    private string? UnsettledAlert(DateTimeOffset now)
    {
        var open = World.Wait(world.Store.ListAlertsAsync(new AlertQuery(IsOpen: true, Limit: RobotQuery.MaxLimit), CancellationToken.None)).Items
            .Select(a => $"{a.Kind} {a.Subject}");
        var expected = world.Ledger.Orders.SelectMany(o => OrderAlerts.Expected(o, o, world.Configuration, now).Select(e => $"{e.Kind} {o.Id}"))
            .Concat(world.Robots.Select(r => World.Wait(world.Store.FindRobotAsync(r.Name, CancellationToken.None))).OfType<Robot>()
                .SelectMany(r => RobotAlerts.Expected(r, world.Configuration, now).Select(e => $"{e.Kind} {r.Name}")));
        var differences = open.Except(expected).Select(a => $"{a} is open without a cause").Concat(expected.Except(open).Select(a => $"{a} is not open")).ToList();
        return differences.Count == 0 ? null : string.Join(", ", differences);
    }
}
