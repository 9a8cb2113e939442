using System.Text.Json.Serialization;
using Muster.Bench.Load;

namespace Muster.Bench.Compare;

/// <summary>One measurement of each, a few seconds apart, so that what else the machine does hits both.</summary>
internal sealed record CompareRound(LoadResult Mosquitto, LoadResult Muster)
{
    /// <summary>Muster's reports a second over Mosquitto's.</summary>
    [JsonInclude]
    internal double Ratio => Mosquitto.AckedPerSecond > 0 ? Math.Round(Muster.AckedPerSecond / Mosquitto.AckedPerSecond, 3) : 0;
}
