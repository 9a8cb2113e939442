using Muster.Fleet.Configuration;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Tests.Cases;

namespace Muster.Tests.Operations;

/// <summary>A site that is held takes orders and dispatches none.</summary>
public sealed class SiteDeskTests
{
    private static readonly Actor Anna = new("anna");

    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Held_site_dispatches_nothing_and_finishes_what_runs()
    {
        await _bench.ReportAsync("r1");
        var running = await _bench.PlaceAsync();
        await _bench.Sites.HoldAsync(FleetBench.Site, new Actor("anna", "cleaning"), CancellationToken.None);
        var waiting = await _bench.PlaceAsync();

        await _bench.OrderReportAsync("r1", running, "COMPLETED");
        await _bench.AdvanceAsync(5);

        await _bench.AssertAsync(running, OrderState.Completed, "r1");
        await _bench.AssertAsync(waiting, OrderState.Pending, null);
        await _bench.AssertFreeAsync("r1");
    }

    [Fact]
    public async Task Other_sites_go_on()
    {
        await _bench.Sites.HoldAsync("oslo", new Actor("anna"), CancellationToken.None);
        await _bench.ReportAsync("r1");

        Assert.Equal("r1", (await _bench.PlaceAsync()).Robot);
    }

    [Fact]
    public async Task Second_hold_and_second_release_do_nothing()
    {
        var held = await _bench.Sites.HoldAsync(FleetBench.Site, new Actor("anna"), CancellationToken.None);
        var again = await _bench.Sites.HoldAsync(FleetBench.Site, new Actor("bert"), CancellationToken.None);
        Assert.Equal((false, true, 1), (held.IsRepeat, again.IsRepeat, held.Value!.Version));
        Assert.Equal(held.Value, again.Value);
        Assert.Equal("anna", (await _bench.Store.FindSiteAsync(FleetBench.Site, CancellationToken.None))!.Hold!.By);

        Assert.False((await _bench.Sites.ReleaseAsync(FleetBench.Site, Anna, CancellationToken.None)).IsRepeat);
        Assert.True((await _bench.Sites.ReleaseAsync(FleetBench.Site, Anna, CancellationToken.None)).IsRepeat);
    }

    [Fact]
    public async Task Each_change_leaves_a_trace_of_who_and_why_and_a_repetition_none()
    {
        var log = new List<string>();
        var desk = new SiteDesk(_bench.Context, _bench.Steward, (site, actor) => log.Add($"{(site.Hold is null ? "released" : "held")} by {actor.By}: {actor.Why}"));

        await desk.HoldAsync(FleetBench.Site, new Actor("anna", "cleaning"), CancellationToken.None);
        await desk.HoldAsync(FleetBench.Site, new Actor("bert"), CancellationToken.None);
        await desk.ReleaseAsync(FleetBench.Site, new Actor("carl", "clean"), CancellationToken.None);
        await desk.ReleaseAsync(FleetBench.Site, new Actor("dora"), CancellationToken.None);

        Assert.Equal(["held by anna: cleaning", "released by carl: clean"], log);
    }

    [Theory]
    [InlineData("no site")]
    [InlineData("berlin")]
    public async Task Site_that_is_none_is_not_found(string site)
    {
        var bench = new FleetBench(FleetConfiguration.Default with { Sites = new Dictionary<string, SiteSettings> { ["munich"] = new() } });

        var result = await bench.Sites.HoldAsync(site, Actor.Unknown, CancellationToken.None);

        Assert.Equal(("not-found", "site"), (result.Refusal!.WireCode, result.Refusal.Field));
    }
}
