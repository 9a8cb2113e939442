using System.Globalization;

namespace Muster.Local.Functions.Limits;

/// <summary>Gives environments the processor time and memory that Lambda would give them, by Linux's control groups.</summary>
public sealed class EnvironmentLimiter
{
    private readonly Func<string, ControlGroup> _create;
    private readonly string _name;
    private int _count;

    private EnvironmentLimiter(string kind, string place, Func<string, ControlGroup> create) =>
        (Kind, Place, _create, _name) = (kind, place, create, GroupNames.Create());

    /// <summary><c>cgroup v1</c> or <c>cgroup v2</c>.</summary>
    public string Kind { get; }

    /// <summary>The folder below which its groups are made.</summary>
    public string Place { get; }

    /// <summary>Finds out how functions can be limited here, and removes groups that a Muster left that was killed.</summary>
    /// <param name="clock">For the pauses while processes end.</param>
    /// <param name="reason">When there is no way: why, and what would be one.</param>
    /// <returns>None when there is no way.</returns>
    public static EnvironmentLimiter? Find(TimeProvider clock, out string reason)
    {
        if (!OperatingSystem.IsLinux())
        {
            reason = "only Linux can limit a function's processor time and memory; run it on Linux, or in a container";
            return null;
        }

        return Find(ControlGroupMounts.Read("/proc/self"), clock, out reason);
    }

    /// <inheritdoc cref="Find(TimeProvider, out string)"/>
    /// <param name="mounts">Where the control groups are.</param>
    /// <param name="clock">For the pauses while processes end.</param>
    /// <param name="reason">When there is no way: why, and what would be one.</param>
    internal static EnvironmentLimiter? Find(ControlGroupMounts mounts, TimeProvider clock, out string reason)
    {
        foreach (var place in mounts.Cpu.Concat(mounts.Memory).Concat(mounts.Unified).Distinct())
        {
            GroupNames.RemoveLeftovers(place);
        }

        return mounts is { Cpu.Count: > 0, Memory.Count: > 0 } ? FindV1(mounts, clock, out reason) : FindV2(mounts, clock, out reason);
    }

    /// <summary>Makes a group with the memory size of a function; its processor time is not limited yet.</summary>
    /// <param name="megabytes">The memory size, in MB.</param>
    /// <exception cref="FunctionPackageException">Linux does not let us, although it did before.</exception>
    internal ControlGroup Create(int megabytes)
    {
        try
        {
            var group = _create(string.Create(CultureInfo.InvariantCulture, $"{_name}{Interlocked.Increment(ref _count)}"));
            group.LimitMemory(megabytes);
            return group;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FunctionPackageException($"can't make a control group below {Place}: {e.Message}", e);
        }
    }

    private static EnvironmentLimiter? FindV1(ControlGroupMounts mounts, TimeProvider clock, out string reason)
    {
        var (cpu, memory) = (mounts.Cpu.FirstOrDefault(CanCreate), mounts.Memory.FirstOrDefault(CanCreate));
        if (cpu is null || memory is null)
        {
            var closed = cpu is null ? mounts.Cpu[0] : mounts.Memory[0];
            reason = $"this user may not make control groups in {closed} (cgroup v1); run it as root, or as root give the user a group of its own in {mounts.Cpu[0]} and {mounts.Memory[0]}, and start it there";
            return null;
        }

        reason = "";
        return new EnvironmentLimiter("cgroup v1", cpu, name =>
        {
            var (inCpu, inMemory) = (Path.Combine(cpu, name), Path.Combine(memory, name));
            Directory.CreateDirectory(inCpu);
            Directory.CreateDirectory(inMemory);
            return new ControlGroupV1(inCpu, inMemory, clock);
        });
    }

    private static EnvironmentLimiter? FindV2(ControlGroupMounts mounts, TimeProvider clock, out string reason)
    {
        const string Remedy = "run it as root, or as a user with systemd: systemd-run --user --scope -p Delegate=yes muster measure …";
        if (mounts.Unified.Count == 0)
        {
            reason = "no control groups are mounted (no cgroup in /proc/self/mountinfo); in a container, start that with --cgroupns=private and a writable /sys/fs/cgroup";
            return null;
        }

        var problems = mounts.Unified.Select(place => (Place: place, Problem: Delegation.Open(place))).ToList();
        foreach (var place in problems.Where(p => p.Problem is null).Select(p => p.Place))
        {
            if (CanCreate(place))
            {
                reason = "";
                return new EnvironmentLimiter("cgroup v2", place, name => new ControlGroupV2(Directory.CreateDirectory(Path.Combine(place, name)).FullName, clock));
            }
        }

        reason = $"{problems[^1].Problem ?? $"this user may not make control groups in {problems[^1].Place}"} (cgroup v2); {Remedy}";
        return null;
    }

    private static bool CanCreate(string place)
    {
        var probe = Path.Combine(place, GroupNames.Create() + "0");
        try
        {
            // CreateDirectory would be content with one that is there.
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
