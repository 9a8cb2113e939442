using System.Text;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

public sealed class DamagedFileTests : IDisposable
{
    private const int PageSize = 4096;

    private readonly SqliteBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Garbage_in_the_header_is_refused()
    {
        await FillAsync();
        Overwrite(0, Encoding.ASCII.GetBytes("This is no SQLite database at all."));

        AssertRefusedAsDamaged();
    }

    [Fact]
    public void File_that_never_was_a_database_is_refused()
    {
        File.WriteAllBytes(_bench.Database, [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31))]);

        AssertRefusedAsDamaged();
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public async Task Garbage_in_a_page_in_the_middle_is_refused(double where)
    {
        await FillAsync();
        var pages = new FileInfo(_bench.Database).Length / PageSize;
        Assert.True(pages > 10, $"{pages} pages");
        Overwrite((long)(pages * where) * PageSize, [.. Enumerable.Repeat((byte)0xA5, PageSize)]);

        AssertRefusedAsDamaged();
    }

    [Fact]
    public async Task Cut_off_file_is_refused()
    {
        await FillAsync();
        using (var file = File.OpenWrite(_bench.Database))
        {
            file.SetLength(file.Length / 2 / PageSize * PageSize);
        }

        AssertRefusedAsDamaged();
    }

    [Fact]
    public void Folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_bench.Database);

        Assert.Contains("can't be opened", _bench.Refused(), StringComparison.Ordinal);
    }

    private void AssertRefusedAsDamaged()
    {
        var message = _bench.Refused();

        Assert.Contains("damaged", message, StringComparison.Ordinal);
        Assert.Contains(_bench.Database, message, StringComparison.Ordinal);
        Assert.Contains("restore it from a backup", message, StringComparison.Ordinal);
    }

    /// <summary>Makes a database of many pages, all of them in the one file.</summary>
    private async Task FillAsync()
    {
        var store = _bench.Store;
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.ReportAsync(Report(Noon, name: $"r{i}") with { Site = Set(new string('s', 64)) })));
        _bench.Close();
    }

    private void Overwrite(long at, byte[] bytes)
    {
        using var file = File.OpenWrite(_bench.Database);
        file.Position = at;
        file.Write(bytes);
    }
}
