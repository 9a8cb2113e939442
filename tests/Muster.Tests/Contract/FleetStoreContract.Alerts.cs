using Muster.Fleet.Alerts;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Alert_is_kept_to_the_letter()
    {
        var full = Alert(1, resolved: Noon.AddMinutes(1)) with { Message = "\"Küche\" 🍳", AcknowledgedAt = Noon, AcknowledgedBy = "anna" };
        await Store.PutAsync(full, Alert(2, site: null));

        Assert.Equal(full, await Store.FindAlertAsync(full.Id, CancellationToken.None));
        Assert.Equal(Alert(2, site: null), await Store.FindAlertAsync(Alert(2).Id, CancellationToken.None));
        Assert.Null(await Store.FindAlertAsync("other", CancellationToken.None));
    }

    [Fact]
    public async Task Alert_is_written_over_its_version_only()
    {
        await Store.PutAsync(Alert(1));
        var acknowledged = Alert(1) with { AcknowledgedAt = Noon, Version = 2 };

        Assert.False((await Store.CommitAsync(new Commit { Alerts = [new AlertPut(acknowledged, 0)] })).IsDone);
        Assert.False((await Store.CommitAsync(new Commit { Alerts = [new AlertPut(acknowledged, 2)] })).IsDone);
        Assert.True((await Store.CommitAsync(new Commit { Alerts = [new AlertPut(acknowledged, 1)] })).IsDone);

        Assert.Equal(acknowledged, await Store.FindAlertAsync(acknowledged.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Alerts_are_listed_newest_first()
    {
        await AlertsAsync();

        Assert.Equal([5, 4, 3, 2, 1], await SubjectsAsync(new AlertQuery()));
    }

    [Fact]
    public async Task Alerts_are_listed_by_whether_they_are_open_by_site_and_by_kind()
    {
        await AlertsAsync();

        Assert.Equal([5, 3, 1], await SubjectsAsync(new AlertQuery(IsOpen: true)));
        Assert.Equal([4, 2], await SubjectsAsync(new AlertQuery(IsOpen: false)));
        Assert.Equal([4, 3], await SubjectsAsync(new AlertQuery(Site: "bar")));
        Assert.Equal([5, 4], await SubjectsAsync(new AlertQuery(Kind: AlertKind.BatteryLow)));
        Assert.Equal([4], await SubjectsAsync(new AlertQuery(false, "bar", AlertKind.BatteryLow)));
    }

    [Fact]
    public async Task Pages_of_alerts_skip_none_that_were_opened_at_the_same_time()
    {
        await Store.PutAsync([.. Enumerable.Range(1, 5).Select(i => (object)(Alert(i) with { OpenedAt = Noon }))]);

        var first = await Store.ListAlertsAsync(new AlertQuery(Limit: 2), CancellationToken.None);
        var second = await Store.ListAlertsAsync(new AlertQuery(Limit: 2, Before: first.Next), CancellationToken.None);
        var third = await Store.ListAlertsAsync(new AlertQuery(Limit: 2, Before: second.Next), CancellationToken.None);

        Assert.Equal(["r5", "r4", "r3", "r2", "r1"], first.Items.Concat(second.Items).Concat(third.Items).Select(a => a.Subject));
        Assert.Null(third.Next);
    }

    /// <summary>Five alerts: the even ones are over, the last two are of batteries, the third and fourth of the bar.</summary>
    private Task AlertsAsync() => Store.PutAsync(
        Alert(1),
        Alert(2, resolved: Noon.AddHours(1)),
        Alert(3, "bar"),
        Alert(4, "bar", AlertKind.BatteryLow, Noon.AddHours(1)),
        Alert(5, null, AlertKind.BatteryLow));

    private async Task<IEnumerable<int>> SubjectsAsync(AlertQuery query) =>
        (await Store.ListAlertsAsync(query, CancellationToken.None)).Items.Select(a => (int)(a.OpenedAt - Noon).TotalSeconds);
}
