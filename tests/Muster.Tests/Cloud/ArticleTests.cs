using System.Globalization;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Tests.Aws.Store;
using Muster.Tests.Contract;
using Muster.Tests.Processes;

namespace Muster.Tests.Cloud;

/// <summary>The article's own test event and topic.</summary>
public sealed class ArticleTests(DynamoLocal dynamo)
{
    [Fact]
    public async Task Test_event_of_the_article_by_muster_invoke()
    {
        var package = LambdaPackages.Need("x64");
        using var bench = await CloudBench.StartAsync(dynamo);

        var run = await InvokeAsync(bench, package, """{"name": "TestRobot", "status": "ONLINE"}""");

        Assert.Contains("""{"outcome":"ACCEPTED"}""", run, StringComparison.Ordinal);
        Assert.Contains("REPORT RequestId: ", run, StringComparison.Ordinal);
        Assert.Equal(RobotStatus.Online, (await bench.Tables.Store().FindAsync("TestRobot"))!.Status);
    }

    [Fact]
    public async Task Two_functions_behind_one_topic_filter_make_one_entry()
    {
        // What the rules of both hand over for a message on robots/FakeRobot/status, with compare=true.
        var (native, jit) = (LambdaPackages.Need("x64"), LambdaPackages.Need("jit"));
        using var bench = await CloudBench.StartAsync(dynamo);
        var json = string.Create(CultureInfo.InvariantCulture, $$"""{"name": "FakeRobot", "status": "ONLINE", "topicRobot": "FakeRobot", "receivedAt": {{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}""");

        Assert.All(await Task.WhenAll(InvokeAsync(bench, native, json), InvokeAsync(bench, jit, json)), r => Assert.Contains("ACCEPTED", r, StringComparison.Ordinal));

        var store = bench.Tables.Store();
        Assert.Equal("FakeRobot", Assert.Single((await store.ListAsync(new RobotQuery())).Items).Name);
        Assert.Single((await store.HistoryAsync("FakeRobot")).Items);
    }

    private static async Task<string> InvokeAsync(CloudBench bench, string package, string json)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "event.json");
        await File.WriteAllTextAsync(path, json);
        await using var muster = MusterProcess.Launch(["invoke", "update-status", path, "--package", package, "--timeout", "30s"], bench.Environment);
        Assert.True(await muster.ExitAsync() == 0, muster.Errors + muster.Output);
        return muster.Output;
    }
}
