using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    private static readonly Dictionary<string, Robot> Kept = new()
    {
        ["everything set"] = Full() with
        {
            Order = "order-8",
            OrderSince = Noon.AddMinutes(-1),
            Instruction = new Instruction("CHARGE", "charge/r1/3", Noon.AddMinutes(-2), "anna", "low \"battery\"", Noon.AddMinutes(-1), 3),
            ReturnedAt = Noon.AddMinutes(-3),
            RetiredAt = null,
            Due = Noon.AddMinutes(5),
            Alerts = [new OpenAlert("BATTERY_LOW", "BATTERY_LOW:r1:6"), new OpenAlert("ROBOT_FAULT", "ROBOT_FAULT:r1:7")],
        },
        ["said all that it can"] = Full(),
        ["nothing due"] = Full() with { Due = null },
        ["instruction that was not sent"] = Full() with { Instruction = new Instruction("PAUSE", "pause/r1/1", Noon) },
        ["nothing set"] = Bare(),
        ["position without theta and map"] = Full() with { Position = new Position(0, 0) },
        ["position without map"] = Full() with { Position = new Position(1, 2, -0.5) },
        ["fault without message"] = Full() with { Fault = new Fault("E1") },
        ["text beyond ASCII"] = Full() with { Site = "Küche № 7 🍳 \u00a0", ReportedOrder = "注文", Fault = new Fault("ü", "אבג\n\t\"quoted\" 'it''s' \\ %"), Position = new Position(1, 1, null, "étage/1") },
        ["text with a NUL inside"] = Full() with { Site = "a\0b" },
        ["fault with a NUL inside"] = Full() with { Fault = new Fault("a\0b", "c\0d") },
        ["words beyond ASCII"] = Full() with { Capabilities = ["frire à point", "🍳", "a,b", "a\"b", "a\0b", "null"] },
        ["64 words"] = Full() with { Capabilities = [.. Enumerable.Range(0, 64).Select(i => new string((char)('a' + (i % 26)), 64))] },
        ["doubles that are hard to write"] = Full() with { Battery = 0.1 + 0.2, Position = new Position(double.MaxValue, double.Epsilon, -1e-300) },
        ["doubles that look like integers"] = Full() with { Battery = 100, Position = new Position(9007199254740993, -3, 0) },
        ["empty battery"] = Full() with { Battery = 0 },
        ["early and late times"] = Full() with { StatusSince = DateTimeOffset.MinValue.AddSeconds(1), LastSeen = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero) },
        ["microseconds"] = Full() with { LastSeen = Noon.AddMicroseconds(1), ReportedAt = Noon.AddMicroseconds(-1), AnnouncedAt = Noon.AddMicroseconds(999_999) },
        ["before 1970"] = Full() with { ReportedAt = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero) },
        ["big numbers"] = Full() with { Version = long.MaxValue - 1, ConnectedAt = DateTimeOffset.UnixEpoch.AddYears(200) },
        ["telemetry to be announced"] = Full() with { AnnouncementDue = true },
        ["every allowed character in the name"] = Full("AZaz09_.:-"),
    };

    public static TheoryData<string> KeptNames { get; } = [.. Kept.Keys, .. Enum.GetNames<RobotStatus>()];

    [Theory]
    [MemberData(nameof(KeptNames))]
    public async Task Robot_is_kept_to_the_letter(string what)
    {
        var robot = Kept.TryGetValue(what, out var kept) ? kept : Full() with { Status = Enum.Parse<RobotStatus>(what) };

        Assert.True(await Store.CommitAsync(new RobotPut(robot, 0, null)));

        AssertSame(robot, await Store.FindAsync(robot.Name));
        AssertSame(robot, Assert.Single((await Store.ListAsync(new RobotQuery())).Items));
    }

    [Fact]
    public async Task Entry_of_the_history_is_kept_to_the_letter()
    {
        var entry = new RobotEvent("r1", 7, Noon.AddMicroseconds(3), "CAUSE", [new FieldChange("site", null, "Küche 🍳"), new FieldChange("order", "a\0b", null)], "because \"so\"", "anna");
        var bare = new RobotEvent("r2", 7, Noon, "CAUSE", []);

        Assert.True(await Store.CommitAsync(new RobotPut(Full(), 0, entry), new RobotPut(Full("r2"), 0, bare)));

        var stored = Assert.Single((await Store.HistoryAsync("r1")).Items);
        Assert.Equal(entry.Changes, stored.Changes);
        Assert.Equal(entry with { Changes = [] }, stored with { Changes = [] });
        Assert.Null(Assert.Single((await Store.HistoryAsync("r2")).Items).Why);
    }
}
