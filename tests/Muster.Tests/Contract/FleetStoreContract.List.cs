using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Robots_are_listed_by_name_in_the_order_of_their_characters()
    {
        await FillAsync("b", "a", "B", "a1", "a-", "_");

        Assert.Equal(["B", "_", "a", "a-", "a1", "b"], await NamesAsync(new RobotQuery()));
    }

    [Fact]
    public async Task Robots_are_listed_by_site()
    {
        await FleetAsync();

        Assert.Equal(["bar-1", "bar-2"], await NamesAsync(new RobotQuery(Site: "bar")));
        Assert.Empty(await NamesAsync(new RobotQuery(Site: "BAR")));
        Assert.Empty(await NamesAsync(new RobotQuery(Site: "ba")));
    }

    [Theory]
    [InlineData("ONLINE", "bar-1")]
    [InlineData("WORKING", "bar-2")]
    [InlineData("CHARGING", "kitchen-1")]
    [InlineData("PAUSED", "kitchen-2")]
    [InlineData("FAULT", "nowhere-1")]
    [InlineData("OFFLINE", "nowhere-2")]
    [InlineData("DANCING", null)]
    public async Task Robots_are_listed_by_shown_status(string status, string? name)
    {
        await FleetAsync();

        Assert.Equal(name is null ? [] : [name], await NamesAsync(new RobotQuery(Status: status)));
    }

    [Theory]
    [InlineData("bar", "bar-1,bar-2")]
    [InlineData("BAR", "bar-1,bar-2")]
    [InlineData("Kit", "kitchen-1,kitchen-2")]
    [InlineData("-1", "bar-1,kitchen-1,nowhere-1")]
    [InlineData("%", "")]
    [InlineData("_", "")]
    [InlineData("*", "")]
    [InlineData("it's", "")]
    public async Task Robots_are_listed_by_a_text_in_name_or_site(string text, string names)
    {
        await FleetAsync();

        Assert.Equal(names, string.Join(',', await NamesAsync(new RobotQuery(Text: text))));
    }

    [Fact]
    public async Task Text_is_looked_for_in_the_site_too()
    {
        await Store.ReportAsync(Report(Noon, name: "r1") with { Site = Set("Main Hall") });
        await Store.ReportAsync(Report(Noon, name: "r2"));

        Assert.Equal(["r1"], await NamesAsync(new RobotQuery(Text: "n h")));
    }

    [Fact]
    public async Task Filters_work_together()
    {
        await FleetAsync();

        Assert.Equal(["bar-2"], await NamesAsync(new RobotQuery(Site: "bar", Status: "WORKING", Text: "2", After: "bar-1")));
        Assert.Empty(await NamesAsync(new RobotQuery(Site: "bar", Status: "CHARGING")));
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end()
    {
        await FillAsync("a", "b", "c", "d", "e");

        var first = await Store.ListAsync(new RobotQuery(Limit: 2));
        var second = await Store.ListAsync(new RobotQuery(Limit: 2, After: first.Next));
        var third = await Store.ListAsync(new RobotQuery(Limit: 2, After: second.Next));

        Assert.Equal(["a", "b"], first.Items.Select(r => r.Name));
        Assert.Equal(["c", "d"], second.Items.Select(r => r.Name));
        Assert.Equal(["e"], third.Items.Select(r => r.Name));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Page_that_ends_with_the_list_is_the_last()
    {
        await FillAsync("a", "b");

        Assert.Null((await Store.ListAsync(new RobotQuery(Limit: 2))).Next);
    }

    [Fact]
    public async Task Pages_of_a_filtered_list_skip_nobody()
    {
        await FleetAsync();

        var first = await Store.ListAsync(new RobotQuery(Text: "-1", Limit: 2));
        var second = await Store.ListAsync(new RobotQuery(Text: "-1", Limit: 2, After: first.Next));

        Assert.Equal(["bar-1", "kitchen-1", "nowhere-1"], first.Items.Concat(second.Items).Select(r => r.Name));
    }

    [Fact]
    public async Task Page_after_the_last_robot_is_empty()
    {
        await FillAsync("a");

        var page = await Store.ListAsync(new RobotQuery(After: "a"));

        Assert.Empty(page.Items);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Robots_are_counted_by_shown_status()
    {
        await FleetAsync();
        await Store.ReportAsync(Report(Noon, RobotStatus.Paused, "more"));

        var counts = await Store.CountRobotsAsync(CancellationToken.None);

        Assert.Equal(RobotStatusNames.Shown.Order(), counts.Keys.Order());
        Assert.All(counts, c => Assert.Equal(c.Key == "PAUSED" ? 2 : 1, c.Value));
    }

    [Fact]
    public async Task Empty_fleet_counts_nothing()
    {
        Assert.Empty(await Store.CountRobotsAsync(CancellationToken.None));
        Assert.Empty((await Store.ListAsync(new RobotQuery())).Items);
    }

    /// <summary>A robot of each shown status, at two sites and at none.</summary>
    private async Task FleetAsync()
    {
        await Store.ReportAsync(Report(Noon, RobotStatus.Online, "bar-1") with { Site = Set("bar") });
        await Store.ReportAsync(Report(Noon, RobotStatus.Online, "bar-2") with { Site = Set("bar"), Order = Set("o1") });
        await Store.ReportAsync(Report(Noon, RobotStatus.Charging, "kitchen-1") with { Site = Set("kitchen"), Order = Set("o2") });
        await Store.ReportAsync(Report(Noon, RobotStatus.Paused, "kitchen-2") with { Site = Set("kitchen") });
        await Store.ReportAsync(Report(Noon, RobotStatus.Fault, "nowhere-1"));
        await Store.ReportAsync(Report(Noon, RobotStatus.Offline, "nowhere-2"));
    }

    private async Task FillAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Store.ReportAsync(Report(Noon, name: name));
        }
    }

    private async Task<IEnumerable<string>> NamesAsync(RobotQuery query) => (await Store.ListAsync(query)).Items.Select(r => r.Name);
}
