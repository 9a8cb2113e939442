using System.Globalization;
using Muster.Local.Functions;
using Muster.Local.Functions.Limits;
using Muster.Tests.LambdaHost;

namespace Muster.Tests.Measure;

/// <summary>Functions in real control groups. What they may use is asserted, never how long anything takes.</summary>
public sealed class LimitedEnvironmentTests
{
    /// <summary>Reads the quota that the process itself is under.</summary>
    private const string Quota =
        """
        def quota():
            mounts = [l.split() for l in open("/proc/self/mountinfo")]
            own = [l.strip().split(":", 2) for l in open("/proc/self/cgroup")]
            for m in mounts:
                kind, options = m[m.index("-") + 1], m[-1].split(",")
                for _, controllers, path in own:
                    if kind == "cgroup" and "cpu" in options and "cpu" in controllers.split(","):
                        return open(m[4] + path + "/cpu.cfs_quota_us").read().strip()
            for m in mounts:
                if m[m.index("-") + 1] == "cgroup2":
                    return open(m[4] + own[-1][2] + "/cpu.max").read().split()[0].replace("max", "-1")

        atInit = quota()
        """;

    [Fact]
    public async Task Init_has_a_whole_processor_and_events_their_share()
    {
        var limiter = Limiter();
        using var package = TestPackage.Handler("return [atInit, quota()]", Quota);
        await using var bench = new HostBench(package, o => o with { MemorySize = 256, Limiter = limiter });

        var answer = await bench.AnswerAsync("{}");

        Assert.Equal("""["-1","2894"]""", answer.ToJsonString());
    }

    [Fact]
    public async Task Function_that_reckons_is_kept_from_running()
    {
        var limiter = Limiter();

        // More processor time than one period has, so that it has to wait for the next.
        using var package = TestPackage.Handler("end = time.process_time() + 0.05\n    while time.process_time() < end: pass\n    return 1");
        await using var bench = new HostBench(package, o => o with { Limiter = limiter });

        var result = await bench.InvokeAsync("{}");

        Assert.Null(result.Error);
        Assert.True(result.Report.Throttled > TimeSpan.Zero);
    }

    [Fact]
    public async Task Function_that_wants_too_much_memory_is_killed_and_the_next_event_gets_a_fresh_one()
    {
        var limiter = Limiter();
        using var package = TestPackage.Handler("return len(bytearray(event['mb'] << 20).replace(b'\\0', b'\\1')) if event['mb'] else 0");
        await using var bench = new HostBench(package, o => o with { MemorySize = 128, Limiter = limiter });

        var result = await bench.InvokeAsync("""{"mb": 200}""");

        Assert.Equal(FunctionError.Exited, result.Error?.Type);
        Assert.EndsWith("Runtime exited with error: signal: killed", result.Error?.Message, StringComparison.Ordinal);
        Assert.True(result.Report.IsOutOfMemory);
        Assert.Equal(128, result.Report.MaxMemoryUsed);
        Assert.Contains("\tStatus: error\tError Type: Runtime.ExitError", result.Log, StringComparison.Ordinal);
        Assert.Equal("0", (await bench.AnswerAsync("""{"mb": 0}""")).ToJsonString());
    }

    [Fact]
    public async Task No_group_is_left_when_the_host_ends()
    {
        var limiter = Limiter();
        using var package = TestPackage.Handler("return 1");
        await using (var bench = new HostBench(package, o => o with { Limiter = limiter }))
        {
            await bench.AnswerAsync("{}");
            Assert.NotEmpty(Groups(limiter));
        }

        Assert.Empty(Groups(limiter));
    }

    [Fact]
    public void Group_of_a_muster_that_was_killed_is_gone_after_the_next_one_looked()
    {
        var limiter = Limiter();
        var left = Directory.CreateDirectory(Path.Combine(limiter.Place, $"muster-{int.MaxValue}-1-1")).FullName;

        EnvironmentLimiter.Find(TimeProvider.System, out _);

        Assert.False(Directory.Exists(left));
    }

    private static IEnumerable<string> Groups(EnvironmentLimiter limiter) =>
        Directory.EnumerateDirectories(limiter.Place, string.Create(CultureInfo.InvariantCulture, $"muster-{Environment.ProcessId}-*")).Where(g => File.ReadAllText(Path.Combine(g, "cgroup.procs")).Length > 0);

    private static EnvironmentLimiter Limiter()
    {
        var limiter = EnvironmentLimiter.Find(TimeProvider.System, out var reason);
        Assert.SkipWhen(limiter is null, reason);
        return limiter!;
    }
}
