using System.Globalization;
using Muster.Local.Functions.Limits;
using Muster.Tests.Processes;

namespace Muster.Tests.Measure;

/// <summary>How a way to limit functions is found, with folders in the place of control groups.</summary>
public sealed class EnvironmentLimiterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void V2_that_hands_its_controllers_down_is_taken()
    {
        var place = Unified("cpuset cpu io memory pids", "cpu memory pids");

        var limiter = Find(place, out var reason);

        Assert.Equal(("cgroup v2", place, ""), (limiter!.Kind, limiter.Place, reason));
        var group = limiter.Create(512);
        Assert.Equal("536870912", File.ReadAllText(Path.Combine(Path.GetDirectoryName(group.JoinFiles[0])!, "memory.max")));
    }

    [Fact]
    public void V2_that_does_not_hand_them_down_is_told_to()
    {
        var place = Unified("cpu memory", "pids");

        Assert.NotNull(Find(place, out _));

        Assert.Equal("+cpu +memory", File.ReadAllText(Path.Combine(place, "cgroup.subtree_control")));
    }

    [Fact]
    public void Missing_controller_is_named_with_a_remedy()
    {
        Assert.Null(Find(Unified("memory pids", "memory"), out var reason));

        Assert.Contains("the controller cpu is not there in ", reason, StringComparison.Ordinal);
        Assert.Contains("systemd-run --user --scope -p Delegate=yes", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_groups_are_mounted_that_is_said()
    {
        Assert.Null(EnvironmentLimiter.Find(new ControlGroupMounts([], [], []), TimeProvider.System, out var reason));

        Assert.Contains("no control groups are mounted", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void V1_that_this_user_may_not_write_is_named_with_a_remedy()
    {
        // A file can't have folders in it, whoever asks.
        var closed = _folder.Write("closed", "");

        Assert.Null(EnvironmentLimiter.Find(new ControlGroupMounts([closed], [_folder.Path], []), TimeProvider.System, out var reason));

        Assert.Contains($"may not make control groups in {closed} (cgroup v1); run it as root", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void V1_goes_before_v2()
    {
        var (cpu, memory) = (Directory.CreateDirectory(_folder.File("cpu")).FullName, Directory.CreateDirectory(_folder.File("memory")).FullName);

        var limiter = EnvironmentLimiter.Find(new ControlGroupMounts([cpu], [memory], [Unified("cpu memory", "cpu memory")]), TimeProvider.System, out _);

        Assert.Equal(("cgroup v1", cpu), (limiter!.Kind, limiter.Place));
    }

    [Fact]
    public void Groups_whose_maker_is_gone_are_removed_and_no_others()
    {
        var place = Unified("cpu memory", "cpu memory");
        var names = new[]
        {
            Name(int.MaxValue, "1"), // No such process.
            Name(Environment.ProcessId, "1"), // The id is in use again.
            GroupNames.Create() + "7",
            "muster-other",
        };
        foreach (var name in names)
        {
            // A control group has this file, which goes with it; the folder in its place must be empty to be removed.
            Directory.CreateDirectory(Path.Combine(place, name));
        }

        Find(place, out _);

        Assert.Equal(names[2..].Order(), Directory.EnumerateDirectories(place).Select(Path.GetFileName).Order());

        static string Name(int process, string start) => string.Create(CultureInfo.InvariantCulture, $"muster-{process}-{start}-3");
    }

    private static EnvironmentLimiter? Find(string place, out string reason) =>
        EnvironmentLimiter.Find(new ControlGroupMounts([], [], [place]), TimeProvider.System, out reason);

    private string Unified(string controllers, string handedDown)
    {
        var place = Directory.CreateDirectory(_folder.File("unified")).FullName;
        File.WriteAllText(Path.Combine(place, "cgroup.controllers"), controllers + "\n");
        File.WriteAllText(Path.Combine(place, "cgroup.subtree_control"), handedDown + "\n");
        File.WriteAllText(Path.Combine(place, "cgroup.procs"), "");
        return place;
    }
}
