using System.Globalization;
using System.Text;

namespace Muster.Tests.Cloud;

/// <summary>The processes of functions that a <c>muster up --functions lambda</c> runs, as the system shows them.</summary>
internal static class FunctionProcesses
{
    /// <summary>The ids of the processes of a function on tables with this prefix.</summary>
    public static List<int> Find(string function, string tablePrefix) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Is(id, function, tablePrefix)),
    ];

    private static bool Is(int id, string function, string tablePrefix)
    {
        try
        {
            var program = File.ResolveLinkTarget($"/proc/{id}/exe", returnFinalTarget: false)?.Name;
            var variables = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/environ")).Split('\0');
            return program == "bootstrap" && variables.Contains($"_HANDLER={function}") && variables.Contains($"MUSTER_TABLE_PREFIX={tablePrefix}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended, or is somebody else's.
            return false;
        }
    }
}
