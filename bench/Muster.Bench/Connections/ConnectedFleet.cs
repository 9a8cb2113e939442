using System.Diagnostics;
using Muster.Bench.Mqtt;
using Muster.Bench.Native;

namespace Muster.Bench.Connections;

/// <summary>
/// Many robots on one thread, reporting by the clock: unlike in <c>load</c>, a slow server is not sent less, so the latencies
/// are those at this rate.
/// </summary>
internal sealed class ConnectedFleet : IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly List<FleetRobot> _robots = [];
    private readonly byte[] _input = new byte[256 * 1024];
    private readonly byte[] _output = new byte[1024];
    private FleetCounters _counters = new();
    private int _subscribed;
    private long _next;

    internal void Connect(int port, int connections, CancellationToken cancellationToken)
    {
        var sources = new SourceAddresses(port);
        for (var i = 0; i < connections; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _robots.Add(new FleetRobot(sources, i));
            _epoll.Add(_robots[i].Link.Descriptor, i);
            Serve(timeoutMilliseconds: 0);
        }

        var start = Stopwatch.GetTimestamp();
        while (_subscribed < connections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Serve(timeoutMilliseconds: 100);
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                throw new BenchException($"only {_subscribed} of {connections} subscriptions were acknowledged within a minute");
            }
        }
    }

    /// <summary>Each robot reports once every so often, in turn, for a while; then the last acknowledgements are awaited.</summary>
    internal FleetCounters Report(double everySeconds, double seconds, CancellationToken cancellationToken)
    {
        _counters = new FleetCounters();
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        var interval = everySeconds * Stopwatch.Frequency / _robots.Count;
        var due = start;
        for (long turn = 0; due < end; due = start + (long)(++turn * interval))
        {
            ServeUntil(due, cancellationToken);
            ReportNext(due);
        }

        ServeUntil(end, cancellationToken);
        AwaitLast(cancellationToken);
        return _counters;
    }

    public void Dispose()
    {
        foreach (var robot in _robots)
        {
            robot.Dispose();
        }

        _epoll.Dispose();
    }

    private void ServeUntil(long due, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long left;
        while ((left = due - Stopwatch.GetTimestamp()) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Serve((int)Math.Min(100, 1 + (left * 1000 / Stopwatch.Frequency)));
        }
    }

    private void ReportNext(long due)
    {
        var robot = _robots[(int)(_next++ % _robots.Count)];
        var late = Stopwatch.GetElapsedTime(due);
        _counters.Late = late > _counters.Late ? late : _counters.Late;
        if (robot.WaitingSince is null)
        {
            robot.Report(_output);
            _counters.Sent++;
        }
        else
        {
            _counters.LeftOut++;
        }
    }

    private void AwaitLast(CancellationToken cancellationToken)
    {
        var deadline = Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency);
        while (_robots.Exists(robot => robot.WaitingSince is not null) && Stopwatch.GetTimestamp() < deadline)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Serve(timeoutMilliseconds: 10);
        }

        foreach (var robot in _robots)
        {
            if (robot.WaitingSince is { } sentAt)
            {
                _counters.Latencies.AddWaiting(Stopwatch.GetTimestamp() - sentAt);
            }
        }
    }

    private void Serve(int timeoutMilliseconds)
    {
        var ready = _epoll.Wait(timeoutMilliseconds);
        for (var i = 0; i < ready; i++)
        {
            var robot = _robots[_epoll.Tag(i)];
            ReadOnlySpan<byte> received = _input.AsSpan(0, robot.Link.Fill(_input));
            while (MqttFrame.TryRead(received, out var frame))
            {
                Take(robot, frame);
                received = received[frame.Length..];
            }

            robot.Link.Keep(received);
        }
    }

    private void Take(FleetRobot robot, in MqttFrame frame)
    {
        switch (frame.Type)
        {
            case MqttFrame.PubAck:
                _counters.Latencies.Add(Stopwatch.GetTimestamp() - robot.Acknowledge(frame));
                break;
            case MqttFrame.SubAck when frame.Body is [_, _, < 0x80, < 0x80]:
                _subscribed++;
                break;
            case MqttFrame.Publish when robot.Receive(frame) == "rejected":
                _counters.Rejected++;
                break;
            case MqttFrame.Publish:
                _counters.Commands++;
                break;
            default:
                throw new BenchException(
                    $"{robot.Name}: unexpected packet type {frame.Type:X2} {Convert.ToHexString(frame.Body)}");
        }
    }
}
