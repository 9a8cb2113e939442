using System.Collections.Concurrent;
using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>Carries the dispatch of a site out: reads, plans, claims order and robot in one commit each, sends the commands.</summary>
/// <param name="fleet">What it works with.</param>
internal sealed class Dispatcher(FleetContext fleet)
{
    private const int PageSize = 64;

    /// <summary>So often a run is repeated at once when a claim was lost; what is left then is the sweep's.</summary>
    private const int MaxRuns = 5;

    /// <summary>
    /// The runs that are under way here. Who comes while a site's run is under way leaves a note that makes it run again: that
    /// saves lost races, and nothing else; claims are safe without it.
    /// </summary>
    private readonly ConcurrentDictionary<string, DispatchTurn> _turns = new(StringComparer.Ordinal);

    /// <summary>Writes a decision and tells everybody.</summary>
    /// <returns>False when a version was lost.</returns>
    public async ValueTask<bool> ApplyAsync(FleetChange change, CancellationToken cancellationToken)
    {
        var commit = change.ToCommit();
        var result = await fleet.Store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (!result.IsDone)
        {
            return false;
        }

        // Robots first: they act, others watch.
        foreach (var message in change.Messages)
        {
            await fleet.Sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }

        for (var i = 0; i < commit.Robots.Count; i++)
        {
            if (commit.Robots[i].Event is not null)
            {
                var robot = result.Robots[i];
                var message = robot.RetiredAt is null ? FleetMessages.RobotChanged(robot) : FleetMessages.RobotRetired(robot.Name);
                await fleet.Sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var put in commit.Orders.Where(p => !p.IsSilent))
        {
            await fleet.Sender.SendAsync(put.Said, cancellationToken).ConfigureAwait(false);
        }

        foreach (var put in commit.Alerts)
        {
            await fleet.Sender.SendAsync(FleetMessages.AlertChanged(put.Alert), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Gives the waiting orders of a site to its robots.</summary>
    public async ValueTask DispatchAsync(string site, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(site, static _ => new DispatchTurn());
        if (!await turn.TryBeginAsync().ConfigureAwait(false))
        {
            return;
        }

        var isDone = false;
        do
        {
            isDone = false;
            try
            {
                for (var runs = 1; await RunAsync(site, cancellationToken).ConfigureAwait(false) && runs < MaxRuns; runs++)
                {
                    // Again: a claim was lost, as somebody else moved robots or orders meanwhile.
                }

                isDone = true;
            }
            finally
            {
                if (!isDone)
                {
                    turn.TryAgain(isDone);
                }
            }
        }
        while (turn.TryAgain(isDone));

        // Not kept for each site that there ever was: who holds on to this one only loses what it saves.
        if (turn.IsIdle)
        {
            _turns.TryRemove(new KeyValuePair<string, DispatchTurn>(site, turn));
        }
    }

    /// <summary>One run.</summary>
    /// <returns>Whether a claim was lost, so that there may be more to do.</returns>
    private async ValueTask<bool> RunAsync(string site, CancellationToken cancellationToken)
    {
        // Mostly nothing waits, and that is cheap to find out.
        var items = await fleet.Store.ListPendingItemsAsync(site, cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
        {
            return false;
        }

        var (configuration, now) = (fleet.Settings.Current, fleet.Now());
        var available = await AvailableAsync(site, configuration, now, cancellationToken).ConfigureAwait(false);
        if (available.Robots.Count == 0
            || await fleet.Store.FindSiteAsync(site, cancellationToken).ConfigureAwait(false) is { Hold: not null })
        {
            return false;
        }

        var (robots, everyone, isLost) = (available.Robots, available.Everyone, false);
        Order? last = null;
        while (Doable(items, robots, configuration) is { Count: > 0 } doable)
        {
            var limit = Math.Min(PageSize, (2 * robots.Count) + 6);
            var pending = await fleet.Store.ListPendingAsync(site, doable, last, limit, cancellationToken).ConfigureAwait(false);
            if (everyone is null && pending.Any(o => o.Avoided.Count > 0))
            {
                everyone = await EveryoneAsync(site, cancellationToken).ConfigureAwait(false);
            }

            var plan = DispatchPlan.Make(pending, robots, everyone, configuration, now);
            isLost |= !await ClaimAsync(plan, configuration, now, cancellationToken).ConfigureAwait(false);
            if (pending.Count < limit)
            {
                break;
            }

            last = pending[^1];
        }

        return isLost;
    }

    /// <summary>
    /// The items that some robot has the capabilities for. Orders of others are not even read: however many of them wait, they
    /// cost those that can be done nothing.
    /// </summary>
    private static List<string> Doable(IReadOnlyList<string> items, List<Robot> robots, FleetConfiguration configuration) =>
        [.. items.Where(i => robots.Exists(r => Eligibility.CanDo(r, i, configuration)))];

    /// <summary>Claims all pairs at once; each stands for itself.</summary>
    /// <returns>Whether none was lost.</returns>
    private async ValueTask<bool> ClaimAsync(IReadOnlyList<Assignment> plan, FleetConfiguration configuration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claims = new List<Task<bool>>(plan.Count);
        foreach (var assignment in plan)
        {
            claims.Add(ClaimAsync(assignment, configuration, now, cancellationToken));
        }

        var isWon = true;
        foreach (var claim in claims)
        {
            isWon &= await claim.ConfigureAwait(false);
        }

        return isWon;
    }

    private async Task<bool> ClaimAsync(Assignment assignment, FleetConfiguration configuration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (order, robot) = (assignment.Order, assignment.Robot);
        var alerts = new Dictionary<string, Alerts.Alert>(StringComparer.Ordinal);
        foreach (var open in order.Alerts.Concat(robot.Alerts))
        {
            if (await fleet.Store.FindAlertAsync(open.Id, cancellationToken).ConfigureAwait(false) is { } alert)
            {
                alerts[open.Id] = alert;
            }
        }

        var change = new FleetChange(configuration, now, alerts);
        OrderMoves.Assign(change, order, robot);
        return await ApplyAsync(change, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(List<Robot> Robots, IReadOnlyList<Robot>? Everyone)> AvailableAsync(
        string site, FleetConfiguration configuration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var free = await fleet.Store.ListFreeRobotsAsync(site, cancellationToken).ConfigureAwait(false);
        var everyone = free.Count > 0 && configuration.Site(site).KeepAvailable > 0 ? await EveryoneAsync(site, cancellationToken).ConfigureAwait(false) : null;
        return ([.. free.Where(r => Eligibility.WhyNot(r, configuration, now, everyone) is null)], everyone);
    }

    private ValueTask<IReadOnlyList<Robot>> EveryoneAsync(string site, CancellationToken cancellationToken) =>
        fleet.Store.ListAllRobotsAsync(site, cancellationToken);
}
