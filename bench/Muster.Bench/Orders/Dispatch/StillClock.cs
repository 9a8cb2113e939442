namespace Muster.Bench.Orders.Dispatch;

/// <summary>Moves only when told to: robots that never report again must not become silent while others are measured.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    internal void Advance(TimeSpan by) => _now += by;
}
