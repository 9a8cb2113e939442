namespace Muster.Local.Functions.Limits;

/// <summary>
/// The part of a processor that a memory size brings: "At 1,769 MB, a function has the equivalent of one vCPU"
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html), and in proportion below and above.
/// </summary>
public static class CpuShare
{
    /// <summary>The memory size that brings one whole processor, in MB.</summary>
    public const int MegabytesOfOne = 1769;

    /// <summary>How often a quota is filled up again, in µs: every 20 ms. Linux's default is 100 ms; see ADR 17 for why not that.</summary>
    public const int PeriodMicroseconds = 20_000;

    /// <summary>The least that Linux takes as a quota, in µs.</summary>
    private const int LeastQuota = 1_000;

    /// <summary>Processors: 0.072 with 128 MB, 5.79 with 10,240 MB.</summary>
    /// <param name="megabytes">The memory size, in MB.</param>
    public static double Of(int megabytes) => (double)megabytes / MegabytesOfOne;

    /// <summary>Processor time in each <see cref="PeriodMicroseconds"/>, in µs, on all processors together: 1,447 with 128 MB.</summary>
    /// <param name="megabytes">The memory size, in MB.</param>
    public static int QuotaMicroseconds(int megabytes) => Math.Max(LeastQuota, (int)Math.Round(Of(megabytes) * PeriodMicroseconds));
}
