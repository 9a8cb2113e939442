using System.Text;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Commands;

/// <summary>The command line against the real server, with a robot on the other side.</summary>
public sealed class OrderJourneyTests
{
    [Fact]
    public async Task Order_is_placed_followed_and_done()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("robot-1");
        await robot.SubscribeAsync("robots/robot-1/commands");
        await robot.ReportAsync("robot-1", "ONLINE", ", \"site\": \"munich\"");

        var placing = RunAsync(muster, "order", "place", "latte", "--site", "munich", "--param", "size=large", "--wait");
        var order = JsonNode.Parse(Encoding.UTF8.GetString((await robot.NextAsync()).Payload))!["order"]!;
        await robot.PublishAsync($"robots/robot-1/orders/{order["id"]}", """{"state": "ACCEPTED"}""");
        await robot.PublishAsync($"robots/robot-1/orders/{order["id"]}", """{"state": "IN_PROGRESS", "progress": 40}""");
        await robot.PublishAsync($"robots/robot-1/orders/{order["id"]}", """{"state": "COMPLETED"}""");
        var placed = await placing;
        var shown = await RunAsync(muster, "order", "show", ((string)order["id"]!)[^8..], "--history", "--json");

        Assert.Equal("large", (string?)order["parameters"]!["size"]);
        Assert.Equal((0, ""), (placed.ExitCode, placed.Errors));
        Assert.StartsWith((string)order["id"]!, placed.Lines[0], StringComparison.Ordinal);
        Assert.Contains(" COMPLETED robot-1 (REPORT)", placed.Lines[^1], StringComparison.Ordinal);
        Assert.Equal("COMPLETED", (string?)JsonNode.Parse(shown.Output)!["history"]![0]!["to"]);
    }

    [Fact]
    public async Task Held_site_says_why_an_order_waits_until_it_is_called_off()
    {
        await using var muster = await TestMuster.StartAsync();

        var held = await RunAsync(muster, "site", "hold", "munich", "--by", "anna", "--reason", "fire alarm");
        var placed = await RunAsync(muster, "order", "place", "latte", "--site", "munich");
        var id = placed.Lines[0].Split(' ')[0];
        var raised = await RunAsync(muster, "order", "priority", id[^8..], "9", "--by", "anna");
        var orders = await RunAsync(muster, "orders", "--open");
        var sites = await RunAsync(muster, "sites");
        var canceled = await RunAsync(muster, "order", "cancel", id[^8..], "--by", "anna");

        Assert.Equal("munich is held by anna: fire alarm\n", held.Output);
        Assert.Contains("  waits: munich is held by anna: fire alarm", placed.Lines);
        Assert.Equal($"{id} PENDING, priority 9\n", raised.Output);
        Assert.StartsWith($"{id[^8..]}  munich  latte  PENDING  -  ", orders.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("munich       0        1  now by anna", sites.Lines[1], StringComparison.Ordinal);
        Assert.Equal($"{id} CANCELED\n", canceled.Output);
    }

    [Fact]
    public async Task Robot_in_trouble_is_an_alert_that_is_acknowledged_and_the_robot_is_retired()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("robot-1");
        await robot.ReportAsync("robot-1", "FAULT", ", \"site\": \"munich\", \"fault\": {\"code\": \"E1\", \"message\": \"jam\"}");

        var alerts = await RunAsync(muster, "alerts", "--kind", "ROBOT_FAULT");
        var acknowledged = await RunAsync(muster, "alert", "acknowledge", "ROBOT_FAULT:robot-1", "--by", "anna");
        var paused = await RunAsync(muster, "robot", "pause", "robot-1", "--by", "anna");
        var retired = await RunAsync(muster, "robot", "retire", "robot-1", "--by", "anna");
        var unknown = await RunAsync(muster, "robot", "pause", "robot-2");

        Assert.Contains("munich  OPEN", alerts.Lines[1], StringComparison.Ordinal);
        Assert.Contains("ACKNOWLEDGED by anna site=munich", acknowledged.Output, StringComparison.Ordinal);
        Assert.Equal((0, "robot-1 FAULT: told to PAUSE\n"), (paused.ExitCode, paused.Output));
        Assert.Equal((0, "robot-1 is retired\n"), (retired.ExitCode, retired.Output));
        Assert.Equal((1, "muster: no robot named \"robot-2\" has reported yet\n"), (unknown.ExitCode, unknown.Errors));
    }

    private static Task<Cli> RunAsync(TestMuster muster, params string[] args) => Cli.RunAsync([.. args, "--url", muster.Http.BaseAddress!.AbsoluteUri]);
}
