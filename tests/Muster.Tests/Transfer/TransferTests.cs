using Muster.Fleet.Store;
using Muster.Fleet.Transfer;
using Muster.Tests.Contract;
using Muster.Tests.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Transfer;

public sealed class TransferTests
{
    [Fact]
    public async Task Export_of_an_empty_store_is_its_header_and_its_end()
    {
        var lines = await new MemoryFleetStore().ExportAsync();

        Assert.Equal(["""{"header":{"format":"muster-export","version":1}}""", """{"end":{"lines":1}}"""], lines);
        Assert.Equal(2, await new MemoryFleetStore().ImportAsync(lines));
    }

    [Fact]
    public async Task What_goes_from_one_store_to_another_and_on_is_the_same_to_the_byte()
    {
        var first = new MemoryFleetStore();
        await first.FillAsync();
        var lines = await first.ExportAsync();
        using var bench = new SqliteBench();
        await bench.Store.ImportAsync(lines);
        var second = new MemoryFleetStore();
        await second.ImportAsync(await bench.Store.ExportAsync());

        Assert.Equal(lines, await bench.Store.ExportAsync());
        Assert.Equal(lines, await second.ExportAsync());
        Assert.Contains(lines, l => l.Contains("\"gone\"", StringComparison.Ordinal));
        AssertSame(Full("gone") with { Version = 3, RetiredAt = Noon, Site = null, ReportedAt = Noon.AddTicks(10) }, await second.FindAsync("gone"));
    }

    [Fact]
    public async Task Import_that_was_cut_off_goes_on_when_it_is_run_again()
    {
        var first = new MemoryFleetStore();
        await first.FillAsync();
        var lines = await first.ExportAsync();
        for (var cut = 0; cut < lines.Count; cut++)
        {
            var store = new MemoryFleetStore();
            var error = await Assert.ThrowsAsync<ImportException>(() => store.ImportAsync(lines.Take(cut)));
            Assert.Contains("cut off", error.Message, StringComparison.Ordinal);

            await store.ImportAsync(lines);

            Assert.Equal(lines, await store.ExportAsync());
        }
    }

    [Fact]
    public async Task Order_that_ended_too_long_ago_is_left_out_with_its_history()
    {
        var first = new MemoryFleetStore();
        await first.FillAsync();
        var second = new MemoryFleetStore();

        await second.ImportAsync(await first.ExportAsync(), endedFrom: Noon.AddDays(1));

        Assert.Null(await second.FindOrderAsync(Id(1)));
        Assert.NotNull(await second.FindOrderAsync(Id(2)));
        Assert.NotNull(await second.FindAsync("r1"));
    }

    [Fact]
    public async Task Import_twice_changes_nothing()
    {
        var first = new MemoryFleetStore();
        await first.FillAsync();
        var lines = await first.ExportAsync();

        await first.ImportAsync(lines);

        Assert.Equal(lines, await first.ExportAsync());
    }

    [Fact]
    public async Task Import_into_a_store_with_another_robot_of_that_name_is_refused()
    {
        var first = new MemoryFleetStore();
        await first.PutAsync(Full("r1"));
        var other = new MemoryFleetStore();
        await other.PutAsync(Full("r1") with { Battery = 3 });

        var error = await Assert.ThrowsAsync<ImportException>(async () => await other.ImportAsync(await first.ExportAsync()));

        Assert.Contains("the store has another robot r1 already; import into an empty store", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await other.FindAsync("r1"))!.Battery);
    }

    [Theory]
    [InlineData("""{"robots":[]}""", "line 1: this is no export of Muster")]
    [InlineData("not json", "line 1: this is no export of Muster")]
    [InlineData("""{"header":{"format":"muster-export","version":2}}""", "this program reads muster-export version 1")]
    [InlineData("""{"header":{"format":"muster-export","version":1}}|{"robot":{}}""", "line 2: it is no record of an export")]
    [InlineData("""{"header":{"format":"muster-export","version":1}}|{}""", "exactly one record")]
    [InlineData("""{"header":{"format":"muster-export","version":1}}|{"orderEvent":{"order":"o","version":1,"at":"2026-01-31T12:00:00Z","cause":"X","from":null,"to":"PENDING","attempt":1}}""", "line 2: a orderEvent of o must follow its subject")]
    [InlineData("""{"header":{"format":"muster-export","version":1}}|{"end":{"lines":2}}""", "had 2 lines before its end, here are 1")]
    [InlineData("""{"header":{"format":"muster-export","version":1}}|{"end":{"lines":1}}|{"end":{"lines":2}}""", "line 3: there is something behind the end")]
    [InlineData("""{"header":{"format":"muster-export","version":1}}|{"header":{"format":"muster-export","version":1}}""", "a header must be the first line")]
    public async Task Wrong_lines_are_refused_with_their_number(string lines, string reason)
    {
        var error = await Assert.ThrowsAsync<ImportException>(() => new MemoryFleetStore().ImportAsync(lines.Split('|')));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
