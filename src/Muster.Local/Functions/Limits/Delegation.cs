using System.Globalization;

namespace Muster.Local.Functions.Limits;

/// <summary>Has the controllers of a cgroup v2 handed down to the groups that are made in it.</summary>
internal static class Delegation
{
    private const string Controllers = "cgroup.controllers";
    private const string HandedDown = "cgroup.subtree_control";
    private static readonly string[] Needed = ["cpu", "memory"];

    /// <summary>Sees to it that groups in <paramref name="place"/> have the controllers <c>cpu</c> and <c>memory</c>.</summary>
    /// <returns>Why they can't have them; none when they have.</returns>
    public static string? Open(string place)
    {
        try
        {
            if (Missing(place, Controllers) is { Length: > 0 } absent)
            {
                return $"the controller {string.Join(" and ", absent)} is not there in {place}";
            }

            if (Missing(place, HandedDown) is not { Length: > 0 } missing)
            {
                return null;
            }

            var order = string.Join(' ', missing.Select(c => "+" + c));
            try
            {
                File.WriteAllText(Path.Combine(place, HandedDown), order);
            }
            catch (IOException) when (IsOnlyOurs(place))
            {
                // A group that hands controllers down may have no processes of its own: ours, the only one, moves into a group beside the functions'.
                var own = Directory.CreateDirectory(Path.Combine(place, "muster")).FullName;
                File.WriteAllText(Path.Combine(own, "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                File.WriteAllText(Path.Combine(place, HandedDown), order);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{place} hands cpu and memory down to nobody, and this user can't change it: {e.Message}";
        }
    }

    private static string[] Missing(string place, string file)
    {
        var there = File.ReadAllText(Path.Combine(place, file)).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return [.. Needed.Except(there)];
    }

    private static bool IsOnlyOurs(string place) =>
        File.ReadAllLines(Path.Combine(place, "cgroup.procs")) is [var only] && only == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
}
