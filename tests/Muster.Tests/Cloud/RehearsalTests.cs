using System.Globalization;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Formatter;
using Muster.Tests.Aws.Store;
using Muster.Tests.Contract;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Cloud;

/// <summary>
/// The cloud on one machine: embedded broker → rule → the native functions as AWS Lambda runs them → DynamoDB Local → command
/// to the robot.
/// </summary>
public sealed class RehearsalTests(DynamoLocal dynamo)
{
    private const int Orders = 30;

    [Fact]
    public async Task Orders_are_carried_out_once_by_functions_that_are_processes_though_some_are_killed()
    {
        var package = LambdaPackages.Need("x64");
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var server = await bench.UpAsync("data", "--functions", "lambda", "--function-packages", package);
        await using var robots = bench.Robots(server, "a", 6, "munich");
        await Eventually.TrueAsync(async () => (await server.Api.RobotsAsync()).Count(r => (string?)r.Value["status"] == "ONLINE") == 6, "six robots are ONLINE", TimeSpan.FromMinutes(1));
        using var http = new HttpClient { BaseAddress = Address(server) };
        await using var terminal = await ConnectAsync(server, "terminal");
        await terminal.SubscribeAsync("terminal/answers");

        for (var i = 0; i < Orders; i++)
        {
            await PlaceAsync(terminal, i);
        }

        // Some die, wherever they are in their work.
        for (var kills = 0; kills < 5; kills++)
        {
            var wanted = (kills + 1) * Orders / 6;
            await Eventually.TrueAsync(async () => (await CloudBench.OrdersAsync(http, "COMPLETED")).Count >= wanted, $"{wanted} orders are COMPLETED", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(100));
            FunctionProcesses.Find("track-order", bench.Tables.Prefix).Concat(FunctionProcesses.Find("update-status", bench.Tables.Prefix)).ToList().ForEach(Kill);
        }

        await Eventually.TrueAsync(async () => (await CloudBench.OrdersAsync(http, "COMPLETED")).Count == Orders, "every order is COMPLETED", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(200));
        var answered = new HashSet<string>();
        while (answered.Count < Orders)
        {
            answered.Add((string)JsonNode.Parse(await terminal.NextTextAsync())!["order"]!["id"]!);
        }

        Assert.Equal(answered.Order(StringComparer.Ordinal), bench.Done().Order(StringComparer.Ordinal));
        Assert.Empty(await CloudBench.OrdersAsync(http, "PENDING,ASSIGNED,IN_PROGRESS,FAILED,CANCELED"));
    }

    [Fact]
    public async Task Function_that_is_killed_in_mid_invocation_loses_nothing_and_does_nothing_twice()
    {
        var package = LambdaPackages.Need("x64");
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var server = await bench.UpAsync("data", "--functions", "lambda", "--function-packages", package);
        await using var robot = await ConnectAsync(server, "r1");
        await robot.ReportAsync("r1", "ONLINE");
        var process = Assert.Single(FunctionProcesses.Find("update-status", bench.Tables.Prefix));

        // It has the event and is stopped before it can do anything about it; then it dies.
        await SignalAsync("STOP", process);
        var reporting = robot.ReportAsync("r1", "PAUSED");
        await Eventually.TrueAsync(() => Task.FromResult(HasUnread(process)), "the event is at the function");
        Assert.False(reporting.IsCompleted);
        Kill(process);
        var answer = await reporting;

        Assert.Equal(MqttClientPublishReasonCode.Success, answer.ReasonCode);
        var store = bench.Tables.Store();
        Assert.Equal(Fleet.Messages.RobotStatus.Paused, (await store.FindAsync("r1"))!.Status);
        Assert.Single((await store.HistoryAsync("r1")).Items, e => e.Changes.Any(c => c.Field == "status" && c.To == "PAUSED"));
    }

    private static Task<MqttClientPublishResult> PlaceAsync(TestClient terminal, int number) => terminal.Raw.PublishAsync(new MqttApplicationMessageBuilder()
        .WithTopic("sites/munich/orders")
        .WithPayload(string.Create(CultureInfo.InvariantCulture, $$"""{"item":"latte","key":"terminal-{{number}}"}"""))
        .WithQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce)
        .WithResponseTopic("terminal/answers")
        .Build());

    /// <summary>Whether bytes wait at a process's connection to the Runtime API, as /proc/net/tcp has them.</summary>
    private static bool HasUnread(int process)
    {
        var sockets = Directory.EnumerateFiles($"/proc/{process}/fd").Select(f => File.ResolveLinkTarget(f, returnFinalTarget: false)?.Name ?? "")
            .Where(n => n.StartsWith("socket:[", StringComparison.Ordinal)).Select(n => n[8..^1]).ToHashSet(StringComparer.Ordinal);
        return File.ReadLines("/proc/net/tcp").Skip(1).Concat(File.Exists("/proc/net/tcp6") ? File.ReadLines("/proc/net/tcp6").Skip(1) : [])
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(c => sockets.Contains(c[9]) && c[4].Split(':')[1] != "00000000");
    }

    private static Task<CommandRun> SignalAsync(string signal, int process) => CommandRun.RunAsync("/bin/sh", "-c", $"kill -{signal} {process}");

    private static void Kill(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            found.Kill();
        }
        catch (ArgumentException)
        {
            // It had ended by itself.
        }
    }

    private static Task<TestClient> ConnectAsync(MusterProcess server, string id) =>
        TestClient.ConnectAsync(new MqttClientOptionsBuilder().WithClientId(id).WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("127.0.0.1", server.MqttPort).WithTimeout(CommandRun.Deadline).Build());

    private static Uri Address(MusterProcess server) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.HttpPort}"));
}
