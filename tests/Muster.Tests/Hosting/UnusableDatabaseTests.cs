using Muster.Local.Store;
using Muster.Tests.Processes;

namespace Muster.Tests.Hosting;

public sealed class UnusableDatabaseTests : IDisposable
{
    private const int PageSize = 4096;

    private readonly TempFolder _data = new();

    [Fact]
    public Task File_that_is_no_database_is_named()
    {
        _data.Write("muster.db", string.Concat(Enumerable.Repeat("this is no database\n", 1000)));
        return FailsAsync("damaged", "backup", "--data");
    }

    [Fact]
    public async Task Database_with_a_destroyed_page_in_its_middle_is_named()
    {
        var length = await FillAsync();
        using (var file = File.OpenWrite(_data.File("muster.db")))
        {
            file.Position = length / PageSize / 2 * PageSize;
            file.Write(Enumerable.Repeat((byte)0xA5, PageSize).ToArray());
        }

        await FailsAsync("damaged", "backup", "--data");
    }

    [Fact]
    public async Task Database_that_was_cut_short_is_named()
    {
        var length = await FillAsync();
        using (var file = File.OpenWrite(_data.File("muster.db")))
        {
            file.SetLength(length / PageSize / 2 * PageSize);
        }

        await FailsAsync("damaged", "backup", "--data");
    }

    [Fact]
    public async Task Database_of_a_newer_Muster_is_refused_and_left_as_it_is()
    {
        await FillAsync();
        Sql("PRAGMA user_version = 999");

        await FailsAsync("999", "newer", "--data");

        using var db = SqliteConnection.Open(_data.File("muster.db"), readOnly: true);
        Assert.Equal("999", db.Scalar("PRAGMA user_version"));
        Assert.Equal("40", db.Scalar("SELECT COUNT(*) FROM robot"));
    }

    [Theory]
    [InlineData("CREATE TABLE robot (id INTEGER PRIMARY KEY); PRAGMA user_version = 1")]
    [InlineData("CREATE TABLE robot (id INTEGER PRIMARY KEY)")]
    [InlineData("CREATE TABLE invoice (id INTEGER PRIMARY KEY)")]
    public async Task Database_of_another_program_is_refused_and_left_as_it_is(string sql)
    {
        Sql(sql);
        var before = File.ReadAllBytes(_data.File("muster.db"));

        await FailsAsync("another program", "--data");

        Assert.Equal(before, File.ReadAllBytes(_data.File("muster.db")));
    }

    public void Dispose() => _data.Dispose();

    private Task FailsAsync(params string[] words) => FailedStart.SaysAsync(["--data", _data.Path], [_data.File("muster.db"), .. words]);

    /// <summary>Makes a database of some pages, as Muster leaves it behind.</summary>
    /// <returns>Its length in bytes.</returns>
    private async Task<long> FillAsync()
    {
        await using var muster = await MusterProcess.UpAsync(_data.Path);
        var message = new string('m', 800);
        for (var i = 0; i < 40; i++)
        {
            await muster.Api.ReportAsync($"robot-{i}", $$"""{"status":"FAULT","fault":{"code":"E1","message":"{{message}}"} }""");
        }

        Assert.Equal(0, await muster.StopAsync());
        return new FileInfo(_data.File("muster.db")).Length;
    }

    private void Sql(string sql)
    {
        using var db = SqliteConnection.Open(_data.File("muster.db"), readOnly: false);
        db.Execute(sql);
    }
}
