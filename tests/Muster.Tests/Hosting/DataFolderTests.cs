using Muster.Tests.Processes;

namespace Muster.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public Task Folder_that_cannot_be_made_is_named()
    {
        // Root may write anywhere, but nobody can make a folder below a file.
        var below = Path.Combine(_folder.Write("file", "not a folder"), "data");
        return FailedStart.SaysAsync(["--data", below], "data folder", below);
    }

    [Fact]
    public Task File_in_place_of_the_folder_is_named()
    {
        var file = _folder.Write("file", "not a folder");
        return FailedStart.SaysAsync(["--data", file], "data folder", file);
    }

    [Fact]
    public Task Folder_that_cannot_be_written_is_named()
    {
        // A folder where the lock file has to be: as good as a permission, and root meets it too.
        Directory.CreateDirectory(_folder.File("muster.lock"));
        return FailedStart.SaysAsync(["--data", _folder.Path], "data folder", _folder.Path);
    }

    [Fact]
    public async Task Second_Muster_on_the_same_folder_is_refused_and_the_first_is_not_disturbed()
    {
        await using var first = await MusterProcess.UpAsync(_folder.Path);

        await FailedStart.SaysAsync(["--data", _folder.Path], "another Muster", _folder.Path, "--data");

        Assert.True(File.Exists(_folder.File("muster.run.json")));
        await first.Api.ReportAsync("r1", """{"status":"ONLINE"}""");
        Assert.Equal("ONLINE", await first.Api.StatusAsync("r1"));
        Assert.Equal(0, await first.StopAsync());
    }

    [Fact]
    public async Task Folder_is_made_with_those_above_it()
    {
        var deep = Path.Combine(_folder.Path, "a", "b", "c");
        await using var muster = await MusterProcess.UpAsync(deep);
        Assert.True(File.Exists(Path.Combine(deep, "muster.db")));
        Assert.Equal(0, await muster.StopAsync());
    }

    public void Dispose() => _folder.Dispose();
}
