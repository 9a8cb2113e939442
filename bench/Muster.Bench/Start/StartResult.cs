using System.Globalization;

namespace Muster.Bench.Start;

/// <param name="Milliseconds">From just before the process is started until /readyz has answered 200.</param>
/// <param name="Megabytes">Resident memory three seconds later, nothing connected.</param>
internal sealed record StartResult(double Milliseconds, double Megabytes)
{
    internal string ToLine(string run) => string.Create(
        CultureInfo.InvariantCulture, $"{run,8}  {Milliseconds,8:F1} ms until ready  {Megabytes,7:F1} MB idle");
}
