using System.Diagnostics.Metrics;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>Meters that nobody reads.</summary>
internal sealed class NoMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
