using System.Globalization;

namespace Muster.Bench.Servers;

/// <param name="Resident">VmRSS in MB (2^20 bytes): what the process occupies now, shared library pages included.</param>
/// <param name="Peak">VmHWM in MB: the most it ever occupied.</param>
internal sealed record ProcessMemory(double Resident, double Peak)
{
    internal static ProcessMemory Read(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/status");
        return new ProcessMemory(Megabytes(lines, "VmRSS:"), Megabytes(lines, "VmHWM:"));
    }

    // "VmRSS:     12345 kB"
    private static double Megabytes(string[] lines, string field)
    {
        var line = lines.Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line[field.Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024;
    }
}
