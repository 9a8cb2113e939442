using Muster.Bench.Load;

namespace Muster.Bench.Orders;

/// <summary>One measurement of each, one right after the other.</summary>
internal sealed record BesideRound(LoadResult Without, LoadResult With);
