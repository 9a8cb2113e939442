using Muster.Fleet.Costs.Bills;
using Muster.Fleet.Costs.Prices;

namespace Muster.Commands.Costs;

/// <summary>All that <c>muster cost</c> has to say.</summary>
/// <param name="Estimate">The bills.</param>
/// <param name="List">The prices that they rest on.</param>
/// <param name="Facts">What they rest on else, and where it is from.</param>
/// <param name="Notes">What could not be seen, or is to be known.</param>
internal sealed record CostReport(Estimate Estimate, PriceList List, IReadOnlyList<LoadFact> Facts, IReadOnlyList<string> Notes);
