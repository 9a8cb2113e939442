using System.Globalization;

namespace Muster.Local.Functions.Limits;

/// <summary>
/// Names of groups: <c>muster-PID-START-N</c>, with the id of the process that made it and when that started, in ticks since the
/// machine did. So a later run knows which ones nobody will remove any more, also when an id is in use again.
/// </summary>
internal static class GroupNames
{
    private const string Prefix = "muster-";

    /// <summary>What the names of this process begin with; a number comes behind it.</summary>
    public static string Create() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{StartOf(Environment.ProcessId)}-");

    /// <summary>Removes the groups in <paramref name="place"/> whose maker is gone.</summary>
    public static void RemoveLeftovers(string place)
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(place, Prefix + "*").Where(IsLeftover).ToList())
            {
                ControlGroup.TryRemove(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing of ours can be in there.
        }
    }

    private static bool IsLeftover(string folder) =>
        Path.GetFileName(folder).Split('-') is [_, var process, var start, _]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && StartOf(id) != start;

    /// <summary>Field 22 of /proc/PID/stat (proc(5)); the name in field 2 may have spaces. "0" when there is no such process.</summary>
    private static string StartOf(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return "0";
        }
    }
}
