using Muster.Fleet.Configuration;

namespace Muster.Fleet.Costs.Prices;

/// <summary>A file of prices, as it was read.</summary>
/// <param name="List">The prices; none when there are problems.</param>
/// <param name="Problems">All that is not right, in the file's order; empty when all is.</param>
public sealed record PriceListReading(PriceList? List, IReadOnlyList<ConfigurationProblem> Problems);
