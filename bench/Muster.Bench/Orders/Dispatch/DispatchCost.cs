using System.Globalization;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>What one dispatch costs: medians.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Us">From the call until the claim is on disk and the messages are handed over, in microseconds.</param>
/// <param name="WithoutCommitUs">The same without waiting for the commit: reads, plan, messages.</param>
/// <param name="CpuUs">Processor time of all threads, the commit's included.</param>
internal sealed record DispatchCost(int Count, double Us, double WithoutCommitUs, double CpuUs)
{
    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Us,11:N0} {WithoutCommitUs,11:N0} {CpuUs,11:N0}");

    /// <summary>How many times as much this is, each figure by itself.</summary>
    internal string Over(DispatchCost other) =>
        string.Create(CultureInfo.InvariantCulture, $"{Us / other.Us,11:N2} {WithoutCommitUs / other.WithoutCommitUs,11:N2} {CpuUs / other.CpuUs,11:N2}");
}
