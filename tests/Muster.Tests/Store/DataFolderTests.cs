using Muster.Local.Store;

namespace Muster.Tests.Store;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Missing_folder_is_made_with_those_above_it()
    {
        using var folder = DataFolder.Open(_temp.File("a/b/c"));

        Assert.True(Directory.Exists(_temp.File("a/b/c")));
        Assert.Equal(_temp.File("a/b/c"), folder.Path);
        Assert.Equal(_temp.File("a/b/c/muster.db"), folder.Database);
    }

    [Fact]
    public void Relative_path_becomes_absolute()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _temp.File("a"));

        using var folder = DataFolder.Open(relative);

        Assert.Equal(_temp.File("a"), folder.Path);
    }

    [Fact]
    public void Folder_is_held_by_one_at_a_time()
    {
        using var folder = DataFolder.Open(_temp.Path);

        var message = Assert.Throws<DataFolderException>(() => DataFolder.Open(_temp.Path)).Message;

        Assert.Contains("another Muster is using the data folder", message, StringComparison.Ordinal);
        Assert.Contains(_temp.Path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_that_was_given_back_can_be_taken_again()
    {
        DataFolder.Open(_temp.Path).Dispose();

        DataFolder.Open(_temp.Path).Dispose();
    }

    [Fact]
    public void Folder_below_a_file_is_refused()
    {
        File.WriteAllText(_temp.File("file"), "");

        AssertRefused(_temp.File("file/data"));
    }

    [Fact]
    public void File_in_the_place_of_the_folder_is_refused()
    {
        File.WriteAllText(_temp.File("file"), "");

        AssertRefused(_temp.File("file"));
    }

    [Fact]
    public void Folder_in_the_place_of_the_lock_is_refused()
    {
        Directory.CreateDirectory(_temp.File("muster.lock"));

        AssertRefused(_temp.Path);
    }

    private static void AssertRefused(string path)
    {
        var message = Assert.Throws<DataFolderException>(() => DataFolder.Open(path)).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain("another Muster", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
