namespace Muster.Local.Functions.Limits;

/// <summary>cgroup v1: a folder below the controller <c>cpu</c>, and one below <c>memory</c> (https://docs.kernel.org/admin-guide/cgroup-v1/).</summary>
/// <param name="cpu">The one below <c>cpu</c>.</param>
/// <param name="memory">The one below <c>memory</c>.</param>
/// <param name="clock">For the pauses while its processes end.</param>
internal sealed class ControlGroupV1(string cpu, string memory, TimeProvider clock) : ControlGroup([cpu, memory], clock)
{
    private const string WithSwap = "memory.memsw.limit_in_bytes";

    /// <inheritdoc/>
    public override long OutOfMemoryKills => Read(memory, "memory.oom_control", "oom_kill");

    /// <inheritdoc/>
    public override TimeSpan Throttled => TimeSpan.FromTicks(Read(cpu, "cpu.stat", "throttled_time") / TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    public override void LimitMemory(int megabytes)
    {
        Write(memory, "memory.limit_in_bytes", (long)megabytes << 20);

        // Not every kernel counts swap.
        if (File.Exists(Path.Combine(memory, WithSwap)))
        {
            Write(memory, WithSwap, (long)megabytes << 20);
        }
    }

    /// <inheritdoc/>
    public override void LimitCpu(int megabytes)
    {
        Write(cpu, "cpu.cfs_period_us", CpuShare.PeriodMicroseconds);
        Write(cpu, "cpu.cfs_quota_us", CpuShare.QuotaMicroseconds(megabytes));
    }
}
