using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>
/// Looks at whatever is due and repairs what is not as it should be: unanswered commands, silent robots, overdue orders, robots
/// that idle while orders wait. Does a bounded amount of work per run; what is left is longest due, and comes first in the next.
/// </summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Does what is to be done.</param>
public sealed class Sweep(FleetContext fleet, Steward steward)
{
    /// <summary>Its name in rules and schedules.</summary>
    public const string Name = "sweep";

    /// <summary>The most of each kind that one run looks at.</summary>
    public const int MaxPerRun = 500;

    private const int AtOnce = 32;

    /// <summary>One run, begun by a schedule.</summary>
    public async ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        await RunAsync(e.Text("after"), cancellationToken).ConfigureAwait(false);
        return FunctionOutcome.Accepted;
    }

    /// <summary>One run.</summary>
    /// <param name="after">The site where the last run stopped; none to begin with the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The site where this run stopped; none when it came to the last.</returns>
    /// <exception cref="AggregateException">Something could not be looked at; all else was.</exception>
    public async ValueTask<string?> RunAsync(string? after, CancellationToken cancellationToken)
    {
        var round = await RoundAsync(after, cancellationToken).ConfigureAwait(false);
        return round.Failures.Count == 0 ? round.After : throw new AggregateException(round.Failures);
    }

    /// <summary>One run, for a host that goes on at once where it left something.</summary>
    /// <param name="after">The site where the last run stopped; none to begin with the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it stopped, whether it left anything that is due, and what failed.</returns>
    public async ValueTask<SweepRound> RoundAsync(string? after, CancellationToken cancellationToken)
    {
        var (now, failures) = (fleet.Now(), new List<Exception>());
        var robots = await fleet.Store.ListDueRobotsAsync(now, MaxPerRun, cancellationToken).ConfigureAwait(false);
        await EachAsync(robots, name => steward.LookAtRobotAsync(name, cancellationToken), failures).ConfigureAwait(false);
        var orders = await fleet.Store.ListDueOrdersAsync(now, MaxPerRun, cancellationToken).ConfigureAwait(false);
        await EachAsync(orders, id => steward.LookAtOrderAsync(id, cancellationToken), failures).ConfigureAwait(false);
        var sites = await fleet.Store.ListPendingSitesAsync(after, MaxPerRun, cancellationToken).ConfigureAwait(false);
        await EachAsync(sites, site => steward.DispatchAsync(site, cancellationToken), failures).ConfigureAwait(false);
        var deleted = await fleet.Store.DeleteEndedAsync(now - fleet.Settings.Current.Policy.KeepOrders, MaxPerRun, cancellationToken).ConfigureAwait(false);
        return new SweepRound(
            sites.Count == MaxPerRun ? sites[^1] : null,
            robots.Count == MaxPerRun || orders.Count == MaxPerRun || sites.Count == MaxPerRun || deleted == MaxPerRun,
            failures);
    }

    /// <summary>
    /// A few at a time, so that their commits travel together. One that can't be looked at is longest due, and would be first in each
    /// run: it must not hold up the others. A store that can't be reached fails them all.
    /// </summary>
    private static async ValueTask EachAsync(IReadOnlyList<string> subjects, Func<string, ValueTask> look, List<Exception> failures)
    {
        foreach (var chunk in subjects.Chunk(AtOnce))
        {
            foreach (var failure in await Task.WhenAll(chunk.Select(s => TryAsync(s, look))).ConfigureAwait(false))
            {
                if (failure is not null)
                {
                    failures.Add(failure);
                }
            }
        }
    }

    private static async Task<Exception?> TryAsync(string subject, Func<string, ValueTask> look)
    {
        try
        {
            await look(subject).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // The edge: what is wrong with one must not stop the others. The host logs it.
        catch (Exception e) when (e is not (StoreUnavailableException or OperationCanceledException))
#pragma warning restore CA1031
        {
            return new InvalidOperationException($"the sweep could not look at {subject}: {e.Message}", e);
        }
    }
}
