namespace Muster.Tests.Simulation;

/// <summary>One thread, one clock, one source of chance: what happens next, and when.</summary>
internal sealed class Agenda(int seed) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long Ticks, int Tie, long Number)> _events = new();
    private readonly Random _random = new(seed);
    private DateTimeOffset _now = Start;
    private long _number;

    public DateTimeOffset Now => _now;

    public TimeSpan Elapsed => _now - Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Puts <paramref name="action"/> on the agenda; what falls on the same instant comes in an order of chance.</summary>
    public void In(TimeSpan delay, Action action) => _events.Enqueue(action, (_now.UtcTicks + delay.Ticks, _random.Next(), _number++));

    /// <summary>Does what comes next.</summary>
    public bool TryStep()
    {
        if (!_events.TryDequeue(out var action, out var at))
        {
            return false;
        }

        _now = new DateTimeOffset(at.Ticks, TimeSpan.Zero);
        action();
        return true;
    }

    public bool Happens(double probability) => probability > 0 && _random.NextDouble() < probability;

    public int Next(int from, int below) => _random.Next(from, below);

    public T Pick<T>(params IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public TimeSpan UpTo(TimeSpan most) => most * _random.NextDouble();

    public TimeSpan Between(double fromSeconds, double toSeconds) => TimeSpan.FromSeconds(fromSeconds + ((toSeconds - fromSeconds) * _random.NextDouble()));

    /// <summary>The time to the next of events that come by chance, so often on average.</summary>
    public TimeSpan Around(TimeSpan mean) => mean * -Math.Log(1 - _random.NextDouble());

    /// <summary>A source of chance for somebody else, made from this one.</summary>
    public Random Fork() => new(_random.Next());
}
