using System.Diagnostics;

namespace Muster.Bench.Orders.Flow;

/// <summary>When orders are placed.</summary>
internal sealed class OrderPace
{
    private readonly double _perSecond;
    private readonly int _placers;
    private readonly int _maxOpen;

    private OrderPace(double perSecond, int placers, int maxOpen) => (_perSecond, _placers, _maxOpen) = (perSecond, placers, maxOpen);

    internal static OrderPace None { get; } = new(0, 0, 0);

    /// <summary>By the clock, whatever the server does: who orders does not wait for other people's orders.</summary>
    internal static OrderPace ByClock(double perSecond) => new(perSecond, int.MaxValue, int.MaxValue);

    /// <summary>So many customers, each ordering anew when answered, while there is room under <paramref name="maxOpen"/>.</summary>
    internal static OrderPace AsAnswered(int placers, int maxOpen) => new(double.PositiveInfinity, placers, maxOpen);

    /// <summary>How many orders are to be placed now.</summary>
    /// <param name="ticks">Since the beginning.</param>
    /// <param name="placed">How many were.</param>
    /// <param name="unanswered">How many of them wait for their answer.</param>
    /// <param name="open">How many of them are not completed.</param>
    internal int Due(long ticks, int placed, int unanswered, int open)
    {
        var byClock = double.IsInfinity(_perSecond) ? int.MaxValue : _perSecond == 0 ? 0 : (int)(ticks * _perSecond / Stopwatch.Frequency) + 1 - placed;
        return Math.Max(0, Math.Min(byClock, Math.Min(_placers - unanswered, _maxOpen - open)));
    }

    /// <summary>When the next order is due by the clock, in ticks since the beginning; none when the clock has no say.</summary>
    internal long? Next(int placed) => _perSecond is 0 or double.PositiveInfinity ? null : (long)(placed * Stopwatch.Frequency / _perSecond);
}
