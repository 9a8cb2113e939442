using Muster.Local.Functions.Limits;
using Muster.Tests.Processes;

namespace Muster.Tests.Measure;

/// <summary>What is written into control groups and read from them, with folders in their place.</summary>
public sealed class ControlGroupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(128, 1447)]
    [InlineData(256, 2894)]
    [InlineData(512, 5788)]
    [InlineData(1024, 11577)]
    [InlineData(1769, 20000)]
    [InlineData(10240, 115772)]
    public void Quota_is_the_memory_size_by_1769_MB_of_each_20_ms(int megabytes, int microseconds) =>
        Assert.Equal(microseconds, CpuShare.QuotaMicroseconds(megabytes));

    [Fact]
    public void V2_is_given_share_and_memory_and_ends_all_processes_together()
    {
        _folder.Write("memory.swap.max", "max\n");
        var group = new ControlGroupV2(_folder.Path, TimeProvider.System);

        group.LimitMemory(256);
        Assert.False(File.Exists(_folder.File("cpu.max")));
        group.LimitCpu(256);

        Assert.Equal("268435456", Read("memory.max"));
        Assert.Equal("0", Read("memory.swap.max"));
        Assert.Equal("1", Read("memory.oom.group"));
        Assert.Equal("2894 20000", Read("cpu.max"));
        Assert.Equal([_folder.File("cgroup.procs")], group.JoinFiles);
    }

    [Fact]
    public void V2_tells_kills_and_throttling()
    {
        _folder.Write("memory.events", "low 0\nhigh 0\nmax 12\noom 2\noom_kill 3\noom_group_kill 1\n");
        _folder.Write("cpu.stat", "usage_usec 900\nnr_periods 7\nnr_throttled 5\nthrottled_usec 1234567\n");
        var group = new ControlGroupV2(_folder.Path, TimeProvider.System);

        Assert.Equal(3, group.OutOfMemoryKills);
        Assert.Equal(TimeSpan.FromMicroseconds(1_234_567), group.Throttled);
    }

    [Fact]
    public void V1_is_given_share_and_memory_in_two_folders()
    {
        var (cpu, memory) = (Directory.CreateDirectory(_folder.File("cpu")).FullName, Directory.CreateDirectory(_folder.File("memory")).FullName);
        var group = new ControlGroupV1(cpu, memory, TimeProvider.System);

        group.LimitMemory(128);
        group.LimitCpu(128);

        Assert.Equal("134217728", Read("memory/memory.limit_in_bytes"));
        Assert.False(File.Exists(_folder.File("memory/memory.memsw.limit_in_bytes")));
        Assert.Equal(("20000", "1447"), (Read("cpu/cpu.cfs_period_us"), Read("cpu/cpu.cfs_quota_us")));
        Assert.Equal(2, group.JoinFiles.Count);
    }

    [Fact]
    public void V1_limits_swap_with_memory_where_the_kernel_counts_it()
    {
        _folder.Write("memory.memsw.limit_in_bytes", "9223372036854771712\n");

        new ControlGroupV1(_folder.Path, _folder.Path, TimeProvider.System).LimitMemory(128);

        Assert.Equal("134217728", Read("memory.memsw.limit_in_bytes"));
    }

    [Fact]
    public void V1_tells_kills_and_throttling()
    {
        _folder.Write("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        _folder.Write("cpu.stat", "nr_periods 7\nnr_throttled 5\nthrottled_time 1234567800\n");
        var group = new ControlGroupV1(_folder.Path, _folder.Path, TimeProvider.System);

        Assert.Equal(1, group.OutOfMemoryKills);
        Assert.Equal(TimeSpan.FromTicks(12_345_678), group.Throttled);
    }

    [Fact]
    public async Task Group_that_is_gone_tells_nothing_and_is_removed_again_without_harm()
    {
        var group = new ControlGroupV2(_folder.File("gone"), TimeProvider.System);

        Assert.Equal((0L, TimeSpan.Zero), (group.OutOfMemoryKills, group.Throttled));
        await group.RemoveAsync();
    }

    private string Read(string file) => File.ReadAllText(_folder.File(file));
}
