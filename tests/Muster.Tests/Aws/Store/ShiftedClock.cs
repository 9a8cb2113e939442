namespace Muster.Tests.Aws.Store;

/// <summary>A clock that stands still until it is set forward. Pauses and time-outs are real ones.</summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _shift, time.Ticks);
}
