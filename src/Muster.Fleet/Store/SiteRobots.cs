using Muster.Fleet.Robots;

namespace Muster.Fleet.Store;

/// <summary>All robots of a site, however many pages they are.</summary>
public static class SiteRobots
{
    /// <summary>Reads them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="site">The site.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<IReadOnlyList<Robot>> ListAllRobotsAsync(this IFleetStore store, string site, CancellationToken cancellationToken)
    {
        var query = new RobotQuery(site, Limit: RobotQuery.MaxLimit);
        var page = await store.ListRobotsAsync(query, cancellationToken).ConfigureAwait(false);
        if (page.Next is null)
        {
            return page.Items;
        }

        var all = page.Items.ToList();
        while (page.Next is { } next)
        {
            page = await store.ListRobotsAsync(query with { After = next }, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Items);
        }

        return all;
    }
}
