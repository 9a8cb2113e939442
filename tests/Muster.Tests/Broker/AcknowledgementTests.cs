using Muster.Local.Store;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

public sealed class AcknowledgementTests
{
    [Fact]
    public async Task A_report_is_on_disk_when_it_is_acknowledged()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");

        for (var battery = 1; battery <= 50; battery++)
        {
            await robot.ReportAsync("r1", "ONLINE", $", \"battery\": {battery}");

            using var db = SqliteConnection.Open(Path.Combine(muster.Data, "muster.db"), readOnly: true);
            Assert.Equal(battery, RobotRows.Find(db, "r1")!.Battery);
        }
    }

    [Fact]
    public async Task Messages_of_one_connection_are_applied_and_acknowledged_in_order_without_waiting_for_each()
    {
        await using var muster = await TestMuster.StartAsync();
        using var robot = new RawClient(muster.MqttPort, "r1");
        Assert.Equal(0x20, robot.Read()!.Value.Header);

        const int Count = 2000;
        robot.Send([.. Enumerable.Range(1, Count).SelectMany(i => RawClient.PublishPacket(
            "robots/r1/status",
            $$$"""{"name": "r1", "status": "ONLINE", "position": {"x": {{{i}}}, "y": 0}}""",
            (ushort)i))]);

        for (var i = 1; i <= Count; i++)
        {
            var (header, body) = robot.Read()!.Value;
            Assert.Equal(0x40, header);
            Assert.Equal(i, (body[0] << 8) | body[1]);
        }

        Assert.Equal(Count, (double)(await muster.FindAsync("r1"))!["position"]!["x"]!);
        var commits = await muster.MetricAsync("muster_store_commit_size_count");
        Assert.True(commits < Count / 2, $"{Count} messages took {commits} commits: they did not commit together");
    }

    [Fact]
    public async Task A_refused_message_is_acknowledged_in_its_turn()
    {
        await using var muster = await TestMuster.StartAsync();
        using var robot = new RawClient(muster.MqttPort, "r1");
        robot.Read();

        robot.Send([
            .. RawClient.PublishPacket("robots/r1/status", """{"name": "r1", "status": "ONLINE"}""", 1),
            .. RawClient.PublishPacket("robots/r1/status", "rubbish", 2),
            .. RawClient.PublishPacket("elsewhere", "x", 3),
            .. RawClient.PublishPacket("robots/r1/status", """{"name": "r1", "status": "PAUSED"}""", 4)]);

        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 4).Select(_ => robot.Read()!.Value.Body[1]));
        Assert.Equal("PAUSED", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task A_repeated_message_changes_nothing()
    {
        await using var muster = await TestMuster.StartAsync();
        using var robot = new RawClient(muster.MqttPort, "r1");
        robot.Read();

        const string Report = """{"name": "r1", "status": "ONLINE", "at": "2026-01-01T10:00:00Z"}""";
        robot.Publish("robots/r1/status", Report, 7);
        robot.Read();
        robot.Publish("robots/r1/status", Report, 7, dup: true);
        Assert.Equal(7, robot.Read()!.Value.Body[1]);

        Assert.Equal(1, (int)(await muster.FindAsync("r1"))!["version"]!);
        Assert.Single(await muster.HistoryAsync("r1"));
    }

    [Fact]
    public async Task An_older_report_never_overwrites_a_newer_one()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");

        await robot.ReportAsync("r1", "CHARGING", ", \"at\": \"2026-01-01T10:00:10Z\"");
        var old = await robot.ReportAsync("r1", "ONLINE", ", \"at\": \"2026-01-01T10:00:09Z\"");

        Assert.True(old.IsSuccess);
        Assert.Equal("CHARGING", await muster.StatusAsync("r1"));
        Assert.Equal(1, await muster.MetricAsync("muster_messages_total", "outcome=\"stale\""));
    }

    [Fact]
    public async Task QoS_2_is_taken_in_once_however_often_it_is_sent()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var listener = await muster.ConnectAsync("listener");
        await listener.SubscribeAsync("news/#");
        using var sender = new RawClient(muster.MqttPort, "sender");
        sender.Read();

        sender.Publish("news/a", "once", 5, qos: 2);
        Assert.Equal(0x50, sender.Read()!.Value.Header);
        sender.Publish("news/a", "once", 5, qos: 2, dup: true);
        Assert.Equal(0x50, sender.Read()!.Value.Header);
        sender.Send([0x62, 2, 0, 5]);
        Assert.Equal(0x70, sender.Read()!.Value.Header);
        sender.Publish("news/a", "twice", 5, qos: 2);
        sender.Read();

        Assert.Equal("once", await listener.NextTextAsync());
        Assert.Equal("twice", await listener.NextTextAsync());
    }
}
