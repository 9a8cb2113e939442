using CsCheck;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Aws.Store;

/// <summary>
/// Whatever comes in whatever order, and to whichever of two processes: the conditions that DynamoDB checks come to what the
/// decision says in memory.
/// </summary>
public sealed class DynamoPropertyTests(DynamoLocal dynamo) : IAsyncLifetime
{
    private DynamoBench _bench = null!;
    private int _robots;

    private static Gen<Optional<T>> Field<T>(params T?[] values) =>
        Gen.Int[-1, values.Length].Select(i => i < 0 ? default : i == values.Length ? new Optional<T>(true, default) : new Optional<T>(true, values[i]));

    private static readonly Gen<StatusReport> Reports =
        from status in Gen.OneOf(RobotStatus.Online, RobotStatus.Online, RobotStatus.Online, RobotStatus.Fault, RobotStatus.Offline)
        from at in Gen.OneOf(int.MinValue, int.MinValue, -1000, 0, 90_000)
        from site in Field("kitchen", "bar")
        from words in Field<IReadOnlyList<string>>(["grill"], ["grill", "fry"])
        from battery in Field<double?>(80, 12.5, 0)
        from position in Field(new Position(0, 1), new Position(-0.0, 1), new Position(1, 2, 3, "m"))
        from order in Field("o1", "o2")
        from fault in Field(new Fault("E1"), new Fault("E1", "stuck"))
        select new StatusReport
        {
            Name = "",
            Status = status,
            ReceivedAt = Noon,
            At = at == int.MinValue ? null : Noon.AddMilliseconds(at),
            Site = site,
            Capabilities = words,
            Battery = battery,
            Position = position,
            Order = order,
            Fault = fault,
        };

    /// <summary>A report with few fields, most of which say what the last one said: what robots send all day.</summary>
    private static readonly Gen<StatusReport> Steady = Field<double?>(80, 12.5).Select(b => Report(Noon) with { Battery = b });

    /// <summary>What happens, how long after what was before, and in which process. A step without a report is a commit.</summary>
    private static readonly Gen<(StatusReport? Report, int Milliseconds, int Process)[]> Histories = Gen.Select(
        Gen.Frequency((3, Steady.Select(r => (StatusReport?)r)), (4, Reports.Select(r => (StatusReport?)r)), (2, Gen.Const((StatusReport?)null))),
        Gen.OneOf(0, 10, 600, 1000, 5000, -300),
        Gen.Int[0, 1],
        (report, milliseconds, process) => (report, milliseconds, process)).Array[1, 20];

    public async ValueTask InitializeAsync() => _bench = await dynamo.BenchAsync();

    [Fact]
    public async Task Reports_and_commits_come_to_the_same_as_in_memory()
    {
        IFleetStore[] processes = [_bench.Store(), _bench.Store()];
        var memory = new MemoryFleetStore();
        await Histories.SampleAsync(
            async history =>
            {
                var (name, now) = ($"r{Interlocked.Increment(ref _robots)}", Noon);
                foreach (var (report, milliseconds, process) in history)
                {
                    now = now.AddMilliseconds(milliseconds);
                    if (report is { } said)
                    {
                        said = said with { Name = name, ReceivedAt = now, At = said.At is { } at ? now + (at - Noon) : null };
                        AssertSame(await memory.ReportAsync(said), await processes[process].ReportAsync(said));
                    }
                    else if (await memory.FindAsync(name) is { } robot)
                    {
                        var put = Commit(robot, now);
                        var (expected, actual) = (await memory.CommitAsync(new Commit { Robots = [put] }), await processes[process].CommitAsync(new Commit { Robots = [put] }));
                        AssertSame(Assert.Single(expected.Robots), Assert.Single(actual.Robots));
                    }

                    AssertSameIfAny(await memory.FindAsync(name), await processes[1 - process].FindAsync(name));
                }

                Assert.Equal((await memory.HistoryAsync(name)).Items.Select(e => (e.Version, e.Cause)), (await processes[0].HistoryAsync(name)).Items.Select(e => (e.Version, e.Cause)));
            },
            iter: 60,
            threads: 1);
    }

    public ValueTask DisposeAsync()
    {
        _bench?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>By turns: looked at, given an order, retired; the last two are told.</summary>
    private static RobotPut Commit(Robot robot, DateTimeOffset now)
    {
        var next = robot with { Version = robot.Version + 1, AnnouncedAt = now, AnnouncementDue = false };
        var entry = new RobotEvent(robot.Name, next.Version, now, RobotEventCause.Dispatched, []);
        return (robot.Version % 3) switch
        {
            0 => new RobotPut(robot with { Due = now.AddSeconds(30) }, robot.Version, null) { Seen = now },
            1 => new RobotPut(next with { Order = robot.Order is null ? "fleet-1" : null, OrderSince = now }, robot.Version, entry),
            _ => new RobotPut(next with { RetiredAt = now, Due = null }, robot.Version, entry),
        };
    }

    private static void AssertSame(StatusDecision expected, StatusDecision actual)
    {
        Assert.Equal((expected.IsStale, expected.Announce, expected.Event?.Version), (actual.IsStale, actual.Announce, actual.Event?.Version));
        Assert.Equal(expected.Event?.Changes ?? [], actual.Event?.Changes ?? []);
        AssertSame(expected.Robot, actual.Robot);
        AssertSameIfAny(expected.Previous, actual.Previous);
    }

    private static void AssertSameIfAny(Robot? expected, Robot? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
            return;
        }

        AssertSame(expected, actual);
    }

    private static void AssertSame(Robot expected, Robot? actual) => Robots.TestRobots.AssertSame(expected, actual);
}
