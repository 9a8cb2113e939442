using Muster.Local.Functions.Limits;
using Muster.Tests.Processes;

namespace Muster.Tests.Measure;

public sealed class ControlGroupMountsTests : IDisposable
{
    private readonly TempFolder _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void V1_has_a_folder_for_each_controller_and_one_for_this_process_below()
    {
        var found = Read(
            """
            22 1 254:0 / / rw,relatime - ext4 /dev/root rw
            30 22 0:26 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            31 30 0:27 / /sys/fs/cgroup/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
            32 30 0:28 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            33 30 0:29 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """,
            "4:memory:/apps/one\n1:cpu,cpuacct:/\n0::/\n");

        Assert.Equal(["/sys/fs/cgroup/cpu"], found.Cpu);
        Assert.Equal(["/sys/fs/cgroup/memory", "/sys/fs/cgroup/memory/apps/one"], found.Memory);
        Assert.Equal(["/sys/fs/cgroup/unified"], found.Unified);
    }

    [Fact]
    public void V2_has_the_top_and_the_group_of_this_process()
    {
        var found = Read(
            "30 22 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n",
            "0::/user.slice/user-1000.slice/user@1000.service/app.slice/run-u7.scope\n");

        Assert.Empty(found.Cpu);
        Assert.Equal(["/sys/fs/cgroup", "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/run-u7.scope"], found.Unified);
    }

    [Fact]
    public void Container_sees_its_own_part_of_the_tree()
    {
        var found = Read("30 22 0:26 /docker/abc /sys/fs/cgroup rw - cgroup2 cgroup rw\n", "0::/docker/abc/sub\n");

        Assert.Equal(["/sys/fs/cgroup", "/sys/fs/cgroup/sub"], found.Unified);
    }

    [Fact]
    public void Where_nothing_is_mounted_there_is_nothing()
    {
        var found = ControlGroupMounts.Read(_proc.File("none"));

        Assert.Empty(found.Cpu.Concat(found.Memory).Concat(found.Unified));
    }

    private ControlGroupMounts Read(string mounts, string own)
    {
        _proc.Write("mountinfo", mounts);
        _proc.Write("cgroup", own);
        return ControlGroupMounts.Read(_proc.Path);
    }
}
