using System.Diagnostics;

namespace Muster.Bench.Servers;

/// <summary>The processor time of this process and of the server, over a stretch of time.</summary>
internal sealed class ProcessCpu(int server)
{
    private readonly TimeSpan _ownBefore = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan _serverBefore = Of(server);

    /// <summary>What this process, the load generator, has used since.</summary>
    internal TimeSpan Own => Environment.CpuUsage.TotalTime - _ownBefore;

    /// <summary>What the server has used since.</summary>
    internal TimeSpan Server => Of(server) - _serverBefore;

    private static TimeSpan Of(int process)
    {
        using var handle = Process.GetProcessById(process);
        return handle.TotalProcessorTime;
    }
}
