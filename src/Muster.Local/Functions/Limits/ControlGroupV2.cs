using System.Globalization;

namespace Muster.Local.Functions.Limits;

/// <summary>cgroup v2: one folder with all controllers (https://docs.kernel.org/admin-guide/cgroup-v2.html).</summary>
/// <param name="folder">The folder.</param>
/// <param name="clock">For the pauses while its processes end.</param>
internal sealed class ControlGroupV2(string folder, TimeProvider clock) : ControlGroup([folder], clock)
{
    private const string Swap = "memory.swap.max";

    /// <inheritdoc/>
    public override long OutOfMemoryKills => Read(folder, "memory.events", "oom_kill");

    /// <inheritdoc/>
    public override TimeSpan Throttled => TimeSpan.FromMicroseconds(Read(folder, "cpu.stat", "throttled_usec"));

    /// <inheritdoc/>
    public override void LimitMemory(int megabytes)
    {
        Write(folder, "memory.max", (long)megabytes << 20);
        if (File.Exists(Path.Combine(folder, Swap)))
        {
            Write(folder, Swap, 0);
        }

        // All processes of the environment end, as a function's do on Lambda, not only the largest.
        Write(folder, "memory.oom.group", 1);
    }

    /// <inheritdoc/>
    public override void LimitCpu(int megabytes) =>
        Write(folder, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{CpuShare.QuotaMicroseconds(megabytes)} {CpuShare.PeriodMicroseconds}"));
}
