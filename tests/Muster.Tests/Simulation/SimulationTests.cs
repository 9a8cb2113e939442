using System.Diagnostics;
using System.Globalization;

namespace Muster.Tests.Simulation;

/// <summary>Deterministic simulation of whole fleets; README.md says what is checked, and how to run more of it.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static int First => Setting("MUSTER_SIM_FIRST", 1);

    private static int? Only => Environment.GetEnvironmentVariable("MUSTER_SIM_SEED") is { Length: > 0 } ? Setting("MUSTER_SIM_SEED", 0) : null;

    [Fact]
    public void Fleets_on_the_memory_store_keep_what_they_promise() =>
        RunAll("memory", Setting("MUSTER_SIM_SEEDS", 1000), s => Simulation.OnMemory(s, keepsTrace: Only is not null));

    [Fact]
    public void Fleets_on_SQLite_keep_what_they_promise() =>
        RunAll("sqlite", Math.Max(1, Setting("MUSTER_SIM_SEEDS", 1000) / 25), s => Simulation.OnSqlite(s, keepsTrace: Only is not null));

    [Theory]
    [InlineData(3)]
    [InlineData(14)]
    [InlineData(159)]
    public void A_seed_gives_the_same_steps_each_time_and_on_each_store(int seed)
    {
        var (first, again, onDisk) = (Simulation.OnMemory(seed), Simulation.OnMemory(seed), Simulation.OnSqlite(seed));
        Assert.Null(first.Failure);
        Assert.True(first.Trace.Count > 500, $"the seed {seed} has no more than {first.Trace.Count} steps");
        Assert.Equal((first.Trace.Hash, first.Trace.Count), (again.Trace.Hash, again.Trace.Count));
        Assert.Equal((first.Trace.Hash, first.Trace.Count), (onDisk.Trace.Hash, onDisk.Trace.Count));
        Assert.NotEqual(first.Trace.Hash, Simulation.OnMemory(seed + 1).Trace.Hash);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private void RunAll(string store, int seeds, Func<int, SimulationResult> run)
    {
        if (Only is { } only)
        {
            if (Environment.GetEnvironmentVariable("MUSTER_SIM_STORE") is not { Length: > 0 } asked || asked == store)
            {
                var result = run(only);
                output.WriteLine(result.Report);
                Assert.Null(result.Failure);
            }

            return;
        }

        var (start, counts) = (Stopwatch.GetTimestamp(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        var failed = Simulation.Many(First, seeds, run, result => Add(counts, result));
        Assert.True(failed is null, failed?.Report);
        output.WriteLine($"{seeds} seeds on {store} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");
        if (seeds >= 1000)
        {
            ReachesEverything(counts);
        }
    }

    private static void Add(SortedDictionary<string, long> counts, SimulationResult result)
    {
        foreach (var (what, count) in result.Ledger.Counts.Append(new("steps", result.Trace.Count)).Append(new("simulated seconds", (int)result.Simulated.TotalSeconds)))
        {
            counts[what] = counts.GetValueOrDefault(what) + count;
        }
    }

    /// <summary>A simulation that never comes to a corner proves nothing about it.</summary>
    private static void ReachesEverything(SortedDictionary<string, long> counts)
    {
        string[] corners =
        [
            .. Constants(typeof(Muster.Fleet.Orders.OrderEventCause)),
            .. Constants(typeof(Muster.Fleet.Robots.RobotEventCause)).Where(c => c != "REPORT").Select(c => $"robot {c}"),
            .. Ledger.Edges,
            "EXECUTE_ORDER again", "CANCEL_ORDER again", "CHARGE again", "PAUSE again", "RESUME again",
            "lost race", "host crash", "store down", "robot forgets", "repeated key", "old holder still at it",
        ];
        Assert.Equal([], corners.Except(counts.Keys));
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
}
