namespace Muster.Local.Functions.Limits;

/// <summary>Where this process finds the control groups.</summary>
/// <param name="Cpu">With cgroup v1: the folders of <c>cpu</c> in which a group could be made, the top one first. Empty when v1 does not have it.</param>
/// <param name="Memory">The same of <c>memory</c>.</param>
/// <param name="Unified">With cgroup v2: the folders in which a group could be made, the top one first. Empty when it is not mounted.</param>
internal sealed record ControlGroupMounts(IReadOnlyList<string> Cpu, IReadOnlyList<string> Memory, IReadOnlyList<string> Unified)
{
    /// <summary>Reads <c>mountinfo</c> and <c>cgroup</c> (proc(5), cgroups(7)).</summary>
    /// <param name="proc">The folder of this process in /proc.</param>
    public static ControlGroupMounts Read(string proc)
    {
        var (mounts, own) = (Lines(Path.Combine(proc, "mountinfo")), Lines(Path.Combine(proc, "cgroup")));
        return new ControlGroupMounts(Places(mounts, own, "cpu"), Places(mounts, own, "memory"), Places(mounts, own, controller: null));
    }

    private static string[] Places(IReadOnlyList<string> mounts, IReadOnlyList<string> own, string? controller)
    {
        foreach (var line in mounts)
        {
            // 36 35 0:31 ROOT MOUNTPOINT rw - TYPE SOURCE OPTIONS
            if (line.Split(" - ") is not [var left, var right] || left.Split(' ') is not [_, _, _, var root, var place, ..] || right.Split(' ') is not [var type, _, var options])
            {
                continue;
            }

            if (controller is null ? type == "cgroup2" : type == "cgroup" && options.Split(',').Contains(controller))
            {
                var below = Relative(OwnPath(own, controller), root);
                return below.Length == 0 ? [place] : [place, Path.Combine(place, below)];
            }
        }

        return [];
    }

    /// <summary>The group of this process, from <c>4:memory:/path</c>; that of v2 has the number 0 and no controllers.</summary>
    private static string OwnPath(IReadOnlyList<string> own, string? controller) =>
        own.Select(line => line.Split(':', 3))
            .Where(parts => parts.Length == 3 && (controller is null ? parts[0] == "0" : parts[1].Split(',').Contains(controller)))
            .Select(parts => parts[2])
            .FirstOrDefault("/");

    /// <summary>A container sees a part of the tree only, but may be told the whole path.</summary>
    private static string Relative(string path, string root) =>
        (root != "/" && path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path).Trim('/') is var below && below.StartsWith("..", StringComparison.Ordinal) ? "" : below;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            // There is no /proc.
            return [];
        }
    }
}
