using BenchmarkDotNet.Attributes;
using Muster.Bench.Mqtt;

namespace Muster.Bench.Micro;

/// <summary>
/// What the load generator does per report besides system calls: shows that it is not what limits and allocates nothing.
/// BenchmarkDotNet wants benchmark classes public and open.
/// </summary>
public class LoadReportBenchmarks
{
    private readonly byte[] _acknowledgement = [0x40, 2, 0, 1];

    private readonly StatusReport _report = new("bench-1", 1);
    private readonly byte[] _buffer = new byte[256];

    [Benchmark]
    public void WriteReport() => _report.Write(_buffer, 1);

    [Benchmark]
    public bool ReadAcknowledgement() => MqttFrame.TryRead(_acknowledgement, out _);
}
