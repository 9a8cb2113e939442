using Muster.Fleet.Orders;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    private static readonly SiteHold Hold = new(Noon, "anna", "the floor is \"wet\"");

    [Fact]
    public async Task Site_is_kept_to_the_letter()
    {
        await Store.PutAsync(Site("Küche", Hold), Site("bar"));

        Assert.Equal(Site("Küche", Hold), await Store.FindSiteAsync("Küche", CancellationToken.None));
        Assert.Equal(Site("bar"), await Store.FindSiteAsync("bar", CancellationToken.None));
        Assert.Null(await Store.FindSiteAsync("hall", CancellationToken.None));
    }

    [Fact]
    public async Task Site_is_written_over_its_version_only()
    {
        await Store.PutAsync(Site());
        var held = Site(hold: Hold) with { Version = 2 };

        Assert.False((await Store.CommitAsync(new Commit { Sites = [new SitePut(held, 0)] })).IsDone);
        Assert.True((await Store.CommitAsync(new Commit { Sites = [new SitePut(held, 1)] })).IsDone);
        Assert.Equal(held, await Store.FindSiteAsync("kitchen", CancellationToken.None));
    }

    [Fact]
    public async Task Sites_are_those_that_are_held_have_robots_or_orders_that_wait()
    {
        await Store.PutAsync(
            Full("r1"),
            Full("r2"),
            Full("r3") with { Site = null },
            Order(1, "bar"),
            Order(2, "bar"),
            Order(3, "done", OrderState.Completed),
            Order(4),
            Site("kitchen", Hold),
            Site("away", Hold),
            Site("released"));

        Assert.Equal(
            [new SiteSummary("away", Hold, 0, 0), new SiteSummary("bar", null, 0, 2), new SiteSummary("kitchen", Hold, 2, 1)],
            await Store.ListSitesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Empty_fleet_has_no_sites() => Assert.Empty(await Store.ListSitesAsync(CancellationToken.None));
}
