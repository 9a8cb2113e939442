using System.Diagnostics;
using System.Text;
using Muster.Bench.Http;
using Muster.Bench.Mqtt;
using Muster.Bench.Native;

namespace Muster.Bench.Orders.Flow;

/// <summary>
/// Customers and robots on one thread: both ends of an order's way are seen by the same clock, and next to nothing is taken
/// from the server's processors.
/// </summary>
internal sealed class OrderFlow : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Epoll _epoll = new();
    private readonly List<OrderRobot> _robots = [];
    private readonly List<Placer> _placers = [];
    private readonly Queue<Placer> _free = [];
    private readonly SourceAddresses _toHttp;
    private readonly PlaceRequest[] _requests;
    private readonly long _statusInterval;
    private readonly byte[] _input = new byte[256 * 1024];
    private readonly byte[] _output = new byte[4096];
    private string? _firstSurprise;
    private int _subscribed;
    private int _nextRobot;
    private long _statusDue;

    /// <param name="options">The fleet.</param>
    /// <param name="httpPort">Where orders are placed on 127.0.0.1.</param>
    internal OrderFlow(FlowOptions options, int httpPort)
    {
        Options = options;
        _toHttp = new SourceAddresses(httpPort);
        _requests = [.. Enumerable.Range(0, options.Sites).Select(site => new PlaceRequest(Site(site), httpPort))];
        _statusInterval = (long)(options.StatusEvery * Stopwatch.Frequency / options.Robots);
    }

    internal FlowOptions Options { get; }

    internal OrderLedger Ledger { get; } = new();

    /// <summary>Refused reports, and commands to do something else than to carry out an order: there should be none.</summary>
    internal int Surprises { get; private set; }

    /// <summary>How far the customers fell behind their timetable, at most; large means that they were starved.</summary>
    internal TimeSpan Late { get; private set; }

    /// <summary>Connects the robots; each says once that it is ready.</summary>
    internal void Connect(int mqttPort, CancellationToken cancellationToken)
    {
        var sources = new SourceAddresses(mqttPort);
        for (var i = 0; i < Options.Robots; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _robots.Add(new OrderRobot(sources, i, Site(i % Options.Sites), Options.Answers));
            _epoll.Add(_robots[i].Link.Descriptor, i);
            Serve(timeoutMilliseconds: 0);
        }

        Await(() => _subscribed == _robots.Count, "not all subscriptions were acknowledged", cancellationToken);
        foreach (var robot in _robots)
        {
            robot.ReportStatus(_output);
            Serve(timeoutMilliseconds: 0);
        }

        Await(() => !_robots.Exists(robot => robot.IsWaiting), "not all status reports were acknowledged", cancellationToken);
        _statusDue = Stopwatch.GetTimestamp();
    }

    /// <summary>Lets orders flow for a while, or until <paramref name="enough"/>; what is under way at the end stays so.</summary>
    /// <returns>How long it was, in seconds.</returns>
    internal double Run(OrderPace pace, double seconds, CancellationToken cancellationToken, CancellationToken enough = default)
    {
        var (before, start) = (Ledger.Placed, Stopwatch.GetTimestamp());
        var end = start + (long)(seconds * Stopwatch.Frequency);
        long now;
        while ((now = Stopwatch.GetTimestamp()) < end && !enough.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var due = pace.Due(now - start, Ledger.Placed - before, Ledger.Unanswered, Ledger.Open); due > 0; due--)
            {
                Place(pace.Next(Ledger.Placed - before) + start);
            }

            for (; _statusDue <= now; _statusDue += _statusInterval)
            {
                _robots[_nextRobot++ % _robots.Count].ReportStatus(_output);
            }

            var next = Math.Min(end, Math.Min(_statusDue, pace.Next(Ledger.Placed - before) + start ?? long.MaxValue));
            Serve((int)Math.Clamp(1 + ((next - now) * 1000 / Stopwatch.Frequency), 0, 100));
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Begins to count: what was until now was the warm-up.</summary>
    internal void Count()
    {
        Ledger.Count();
        Late = TimeSpan.Zero;
    }

    /// <summary>Waits until the last order is completed and everything is acknowledged.</summary>
    internal void Finish(CancellationToken cancellationToken)
    {
        Await(
            () => Ledger.Open == 0 && Ledger.Unanswered == 0 && !_robots.Exists(robot => robot.IsWaiting),
            "not all orders were completed",
            cancellationToken);
        _placers.ForEach(placer => placer.Dispose());
        _placers.Clear();
        _free.Clear();
    }

    /// <summary>Fails when something happened that does not happen in a fleet where all goes well.</summary>
    internal void RequirePeace()
    {
        if (Surprises + Ledger.Repeated > 0)
        {
            throw new BenchException($"{Ledger.Repeated} commands came again, and robots were told {Surprises} things that they should not be; the first: {_firstSurprise}");
        }
    }

    public void Dispose()
    {
        _placers.ForEach(placer => placer.Dispose());
        _robots.ForEach(robot => robot.Dispose());
        _epoll.Dispose();
    }

    private static string Site(int number) => $"site-{number}";

    private void Place(long? due)
    {
        if (!_free.TryDequeue(out var placer))
        {
            placer = new Placer(_toHttp);
            _placers.Add(placer);
            _epoll.Add(placer.Link.Descriptor, -_placers.Count);
        }

        if (due is { } time && Stopwatch.GetElapsedTime(time) is var late && late > Late)
        {
            Late = late;
        }

        var number = Ledger.Begin();
        placer.Place(_requests[number % _requests.Length], number);
    }

    private void Await(Func<bool> condition, string problem, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Serve(timeoutMilliseconds: 10);
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new BenchException($"{problem} within a minute: {Ledger.Placed} orders, {Ledger.Unanswered} unanswered, {Ledger.Open} not completed, {Surprises} surprises ({_firstSurprise})");
            }
        }
    }

    private void Serve(int timeoutMilliseconds)
    {
        var ready = _epoll.Wait(timeoutMilliseconds);
        for (var i = 0; i < ready; i++)
        {
            var tag = _epoll.Tag(i);
            if (tag < 0)
            {
                Serve(_placers[-tag - 1]);
            }
            else
            {
                Serve(_robots[tag]);
            }
        }
    }

    private void Serve(Placer placer)
    {
        ReadOnlySpan<byte> received = _input.AsSpan(0, placer.Link.Fill(_input));
        if (HttpAnswer.TryRead(received, out var answer))
        {
            Ledger.Answered(placer.Take(answer), Stopwatch.GetTimestamp());
            _free.Enqueue(placer);
            received = received[answer.Bytes.Length..];
        }

        placer.Link.Keep(received);
    }

    private void Serve(OrderRobot robot)
    {
        ReadOnlySpan<byte> received = _input.AsSpan(0, robot.Link.Fill(_input));
        var now = Stopwatch.GetTimestamp();
        while (MqttFrame.TryRead(received, out var frame))
        {
            Take(robot, frame, now);
            received = received[frame.Length..];
        }

        robot.Link.Keep(received);
    }

    private void Take(OrderRobot robot, in MqttFrame frame, long now)
    {
        switch (frame.Type)
        {
            case MqttFrame.PubAck when robot.Acknowledge(frame) is { } completed:
                Ledger.Complete(completed);
                break;
            case MqttFrame.PubAck:
                break;
            case MqttFrame.SubAck when frame.Body is [_, _, < 0x80, < 0x80]:
                _subscribed++;
                break;
            case MqttFrame.Publish:
                Take(robot, robot.Receive(frame, out var payload), payload, now);
                break;
            default:
                throw robot.Unexpected(frame);
        }
    }

    private void Take(OrderRobot robot, string topic, ReadOnlySpan<byte> payload, long now)
    {
        if (topic == "commands" && OrderCommand.Read(payload) is { } command)
        {
            robot.Answer(command, Ledger.Commanded(command.Number, now), _output);
            return;
        }

        Surprises++;
        _firstSurprise ??= $"{topic}: {Encoding.UTF8.GetString(payload)}";
    }
}
