using System.Diagnostics;
using Muster.Bench.Mqtt;
using Muster.Bench.Native;

namespace Muster.Bench.Load;

/// <summary>
/// Robots that report as fast as they are acknowledged, on one thread and without allocating.
/// </summary>
/// <remarks>
/// A latency is the time from just before a report is handed to the kernel until its PUBACK has been read; waiting for
/// the load generator's turn is part of it. The loop is closed: a robot sends its next report when one has been
/// acknowledged, so throughput and latency determine each other (robots x in-flight = acked/s x mean latency), and while a
/// server stalls each robot contributes only its in-flight reports, not those that it would have sent at a fixed rate.
/// So the figures say how long a report takes under full load, not how long it would take at a given rate; reports
/// that are still waiting at the end count towards the maximum.
/// </remarks>
internal sealed class LoadGenerator : IDisposable
{
    private readonly LoadOptions _options;
    private readonly Epoll _epoll = new();
    private readonly List<LoadRobot> _robots = [];
    private readonly byte[] _input = new byte[64 * 1024];
    private byte[] _output = [];
    private bool _ending;

    internal LoadGenerator(LoadOptions options) => _options = options;

    internal void Connect(CancellationToken cancellationToken)
    {
        var sources = new SourceAddresses(_options.Port);
        for (var i = 0; i < _options.Connections; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var robot = new LoadRobot(sources, i, _options.InFlight);
            _robots.Add(robot);
            _epoll.Add(robot.Link.Descriptor, i);
        }

        _output = new byte[_options.InFlight * _robots.Max(robot => robot.ReportLength)];
    }

    internal LoadResult Run(CancellationToken cancellationToken)
    {
        foreach (var robot in _robots)
        {
            robot.Publish(_options.InFlight, _output);
        }

        Pump(_options.Warmup, new LatencyHistogram(), cancellationToken);

        var latencies = new LatencyHistogram();
        var cpu = Environment.CpuUsage.TotalTime;
        var seconds = Pump(_options.Seconds, latencies, cancellationToken);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        CountWaiting(latencies);
        Leave(cancellationToken);
        return new LoadResult(
            _options.Connections, _options.InFlight, Math.Round(seconds, 3),
            latencies.Count, Math.Round(latencies.Count / seconds, 1),
            latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Quantile(0.999), latencies.MaxMicroseconds,
            Math.Round(cpu.TotalSeconds / seconds, 3));
    }

    public void Dispose()
    {
        foreach (var robot in _robots)
        {
            robot.Dispose();
        }

        _epoll.Dispose();
    }

    private double Pump(double seconds, LatencyHistogram latencies, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end && !(_ending && _robots.TrueForAll(robot => robot.OldestWaiting is null)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ready = _epoll.Wait(timeoutMilliseconds: 100);
            for (var i = 0; i < ready; i++)
            {
                Serve(_robots[_epoll.Tag(i)], latencies);
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Serve(LoadRobot robot, LatencyHistogram latencies)
    {
        ReadOnlySpan<byte> received = _input.AsSpan(0, robot.Link.Fill(_input));
        var now = Stopwatch.GetTimestamp();
        var acknowledged = 0;
        while (MqttFrame.TryRead(received, out var frame))
        {
            latencies.Add(now - robot.Acknowledge(frame));
            received = received[frame.Length..];
            acknowledged++;
        }

        robot.Link.Keep(received);
        if (acknowledged > 0 && !_ending)
        {
            robot.Publish(acknowledged, _output);
        }
    }

    /// <summary>Takes the last acknowledgements, so that the server sees robots that leave and not broken connections.</summary>
    private void Leave(CancellationToken cancellationToken)
    {
        _ending = true;
        Pump(seconds: 1, new LatencyHistogram(), cancellationToken);
        foreach (var robot in _robots)
        {
            robot.Link.Send(MqttPackets.Disconnect);
        }
    }

    private void CountWaiting(LatencyHistogram latencies)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var robot in _robots)
        {
            if (robot.OldestWaiting is { } sentAt)
            {
                latencies.AddWaiting(now - sentAt);
            }
        }
    }
}
