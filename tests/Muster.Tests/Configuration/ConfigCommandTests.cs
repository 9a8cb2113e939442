using System.CommandLine;
using Muster.Commands;
using Muster.Hosting;
using Muster.Tests.Processes;

namespace Muster.Tests.Configuration;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Check_of_a_right_file_prints_what_is_in_force()
    {
        // Its functions are opened, too.
        CommandRun.Need("python3");
        foreach (var package in new[] { "python", "other" })
        {
            Directory.CreateDirectory(_folder.File($"functions/{package}"));
            _folder.Write($"functions/{package}/handler.py", "");
        }

        var run = await RunAsync("config", "check", _folder.Write("fleet.json", Cases.Whole));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(["host.mqttPort", "sites.munich.position", "items.latte.maxDuration", "10m", "policy.chargeBelow", "alerts.channels.ops.kinds"], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("MfKQ9r8G", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_a_wrong_file_prints_every_problem_and_fails()
    {
        var run = await RunAsync("config", "check", _folder.Write("fleet.json", """{ "host": { "mqtPort": 1 }, "policy": { "heartbeat": "5x" }, "site": {} }"""));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.All(["$.host.mqtPort", "$.policy.heartbeat", "$.site", "3 problems"], word => Assert.Contains(word, run.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_of_no_file_says_so()
    {
        var run = await RunAsync("config", "check", _folder.File("none.json"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("muster: can't read the configuration", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_is_printed_as_it_is_served() =>
        Assert.Equal(System.Text.Encoding.UTF8.GetString(FleetSchema.Utf8.Span), (await RunAsync("config", "schema")).Output);

    [Fact]
    public void Start_with_a_wrong_file_says_every_problem()
    {
        var path = _folder.Write("fleet.json", """{ "policy": { "heartbeat": "5x", "expires": 0 } }""");
        var error = Assert.Throws<StartException>(() => ConfigReader.Read(path, new UpSettings(null, null, null, null, null)));

        Assert.All(["$.policy.heartbeat", "$.policy.expires"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Start_takes_the_fleet_from_the_file()
    {
        var path = _folder.Write("fleet.json", """{ "host": { "httpPort": 81 }, "policy": { "heartbeat": "7s" } }""");
        var options = ConfigReader.Read(path, new UpSettings(null, null, null, null, null));

        Assert.Equal((81, TimeSpan.FromSeconds(7), path), (options.HttpPort, options.Fleet.Policy.Heartbeat, options.ConfigFile!.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<CommandRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(new RootCommand { ConfigCommand.Create() }, arguments, new InvocationConfiguration { Output = output, Error = errors });
        return new CommandRun(code, output.ToString(), errors.ToString());
    }
}
