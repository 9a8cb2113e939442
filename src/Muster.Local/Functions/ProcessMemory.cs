using System.Globalization;

namespace Muster.Local.Functions;

/// <summary>The peak memory of a process and of all below it: the sum of each one's highest resident set (VmHWM), as /proc has it.</summary>
internal static class ProcessMemory
{
    /// <summary>The peak in bytes; 0 where it can't be known (no /proc, or the process has ended).</summary>
    public static long Peak(int process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var id = process.ToString(CultureInfo.InvariantCulture);
        return PeakOf(id) + Children(id).Sum(c => Peak(int.Parse(c, CultureInfo.InvariantCulture)));
    }

    private static long PeakOf(string process)
    {
        foreach (var line in Read($"/proc/{process}/status").EnumerateLines())
        {
            if (line.StartsWith("VmHWM:") && long.TryParse(line["VmHWM:".Length..].TrimEnd("kB ").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
            {
                return kilobytes * 1024;
            }
        }

        return 0;
    }

    private static string[] Children(string process) =>
        Read($"/proc/{process}/task/{process}/children").ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ReadOnlySpan<char> Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }
}
