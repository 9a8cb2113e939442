using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Hosting;

public sealed class GreetingTests : IDisposable
{
    private readonly TempFolder _data = new();

    [Fact]
    public async Task Greeting_says_where_everything_is()
    {
        await using var muster = await UpAsync();
        string[] words =
        [
            $"mqtt://127.0.0.1:{muster.MqttPort}", $"ws://127.0.0.1:{muster.HttpPort}/mqtt", $"http://127.0.0.1:{muster.HttpPort}",
            "/api/robots", "/metrics", _data.Path, "Ctrl-C",
        ];
        Assert.All(words, word => Assert.Contains(word, muster.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("Careful", muster.Output, StringComparison.Ordinal);
        Assert.Empty(muster.Errors);
    }

    [Fact]
    public async Task Lines_to_try_do_what_they_promise()
    {
        CommandRun.Need("mosquitto_pub");
        CommandRun.Need("curl");
        await using var muster = await UpAsync();

        var publish = await CommandRun.RunAsync("/bin/sh", "-c", Line(muster, "mosquitto_pub "));
        Assert.Equal(0, publish.ExitCode);
        Assert.Equal("ONLINE", await muster.Api.StatusAsync("FakeRobot"));

        var list = await CommandRun.RunAsync("/bin/sh", "-c", Line(muster, "curl "));
        Assert.Contains("FakeRobot", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_lets_all_the_world_in_is_warned()
    {
        await using var muster = MusterProcess.Launch(["up", "--mqtt-port", "0", "--http-port", "0", "--bind", "0.0.0.0", "--data", _data.Path]);
        await Eventually.TrueAsync(() => Task.FromResult(muster.Output.Contains("Stop with Ctrl-C", StringComparison.Ordinal)), "the greeting is there");
        Assert.Contains("Careful: there are no credentials yet", muster.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Dispose();

    private async Task<MusterProcess> UpAsync()
    {
        var muster = await MusterProcess.UpAsync(_data.Path);
        await Eventually.TrueAsync(() => Task.FromResult(muster.Output.Contains("Stop with Ctrl-C", StringComparison.Ordinal)), "the greeting is there");
        return muster;
    }

    private static string Line(MusterProcess muster, string start) =>
        Assert.Single(muster.Output.Split('\n'), line => line.TrimStart().StartsWith(start, StringComparison.Ordinal)).Trim();
}
