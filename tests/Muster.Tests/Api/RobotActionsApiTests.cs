using System.Net;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>What operators do with robots, over real HTTP and real MQTT.</summary>
public sealed class RobotActionsApiTests
{
    [Theory]
    [InlineData("pause", "PAUSE", "ONLINE", "PAUSED")]
    [InlineData("charge", "CHARGE", "ONLINE", "CHARGING")]
    [InlineData("resume", "RESUME", "PAUSED", "ONLINE")]
    public async Task A_robot_is_told_and_does_it_and_its_history_says_who_and_why(string action, string command, string before, string after)
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        await robot.StatusAsync(before);

        var (status, told) = await muster.PostAsync($"/api/robots/r1/{action}", """{"by": "anna", "reason": "cleaning"}""");

        Assert.Equal((HttpStatusCode.OK, command), (status, (string?)told["instruction"]));
        var heard = await robot.CommandAsync();
        Assert.Equal((command, "cleaning"), ((string?)heard["command"], (string?)heard["reason"]));
        await robot.StatusAsync(after);
        var shown = await muster.FindAsync("r1");
        Assert.Equal((after, null), ((string?)shown!["status"], (string?)shown["instruction"]));
        var entry = (await muster.HistoryAsync("r1")).Single(e => (string?)e!["cause"] == "OPERATOR")!;
        Assert.Equal(("anna", "cleaning"), ((string?)entry["by"], (string?)entry["why"]));
    }

    [Fact]
    public async Task A_retired_robot_is_gone_from_the_table_and_its_history_stays()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        var id = await muster.PlaceAsync();
        await robot.CommandAsync("EXECUTE_ORDER");

        var (status, _) = await muster.SendAsync(HttpMethod.Delete, "/api/robots/r1?by=anna&reason=sold");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Null(await muster.FindAsync("r1"));
        Assert.Empty((await muster.GetAsync("/api/robots"))["items"]!.AsArray());
        var entry = (await muster.HistoryAsync("r1"))[0]!;
        Assert.Equal(("RETIRED", "anna", "sold"), ((string?)entry["cause"], (string?)entry["by"], (string?)entry["why"]));
        await robot.CommandAsync("CANCEL_ORDER");
        Assert.Equal("PENDING", (string?)(await muster.GetAsync($"/api/orders/{id}"))["state"]);
        Assert.Equal(HttpStatusCode.NotFound, (await muster.SendAsync(HttpMethod.Delete, "/api/robots/r1")).Status);
        var (_, problem) = await muster.SendAsync(HttpMethod.Get, "/api/robots/r1");
        Assert.StartsWith("r1 was retired at ", (string?)problem["detail"], StringComparison.Ordinal);

        await robot.StatusAsync("ONLINE", ", \"site\": \"munich\"");
        Assert.Null(await muster.FindAsync("r1"));
        await robot.DisposeAsync();
        await using var again = await TestRobot.ReadyAsync(muster);
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task The_last_retained_state_of_a_retired_robot_is_taken_away()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        await using var before = await muster.ConnectAsync("before");
        await before.SubscribeAsync("fleet/robots/r1");
        Assert.Equal("ONLINE", (string?)JsonNode.Parse(await before.NextTextAsync())!["status"]);

        await muster.SendAsync(HttpMethod.Delete, "/api/robots/r1");

        Assert.Empty(await before.NextTextAsync());
        await using var after = await muster.ConnectAsync("after");
        await after.SubscribeAsync("fleet/robots/r1", "fleet/robots/r2");
        await using var other = await TestRobot.ReadyAsync(muster, "r2");
        Assert.Equal("fleet/robots/r2", (await after.NextAsync()).Topic);
    }

    [Theory]
    [InlineData("POST", "robots/r1/pause")]
    [InlineData("POST", "sites/munich/hold")]
    [InlineData("POST", "orders/nobody/cancel")]
    [InlineData("PATCH", "orders/nobody")]
    [InlineData("POST", "alerts/nobody/acknowledge")]
    public async Task Body_that_is_not_meant_for_an_action_is_refused_by_the_name_of_its_field(string method, string path)
    {
        await using var muster = await TestMuster.StartAsync();

        var (status, problem) = await muster.SendAsync(new HttpMethod(method), $"/api/{path}?by=customer", """{"type":"order.pending","timestamp":"2026-01-31T12:00:00Z","data":{}}""");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value", "type"), (status, (string?)problem["code"], (string?)problem["field"]));
        Assert.StartsWith("the field \"type\" is not known; known are by, reason", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_refused()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);

        foreach (var action in new[] { "pause", "resume", "charge" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await muster.PostAsync($"/api/robots/nobody/{action}")).Status);
            var (status, problem) = await muster.PostAsync($"/api/robots/r1/{action}", """{"by": []}""");
            Assert.Equal((HttpStatusCode.BadRequest, "wrong-type", "by"), (status, (string?)problem["code"], (string?)problem["field"]));
        }

        var longName = await muster.SendAsync(HttpMethod.Delete, $"/api/robots/r1?by={new string('x', 129)}");
        Assert.Equal((HttpStatusCode.BadRequest, "by"), (longName.Status, (string?)longName.Body["field"]));
    }
}
