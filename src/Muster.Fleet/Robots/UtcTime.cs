namespace Muster.Fleet.Robots;

/// <summary>A time in UTC that may be missing, in 8 bytes where <c>DateTimeOffset?</c> takes 24.</summary>
internal readonly record struct UtcTime
{
    private readonly long _ticks;

    /// <summary>Keeps <paramref name="time"/>. The first instant of the year 1 counts as none.</summary>
    public UtcTime(DateTimeOffset? time) => _ticks = time?.UtcTicks ?? 0;

    /// <summary>The time; none when it is missing.</summary>
    public DateTimeOffset? Time => _ticks == 0 ? null : new DateTimeOffset(_ticks, TimeSpan.Zero);
}
