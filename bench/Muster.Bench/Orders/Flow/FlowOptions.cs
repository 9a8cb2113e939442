namespace Muster.Bench.Orders.Flow;

/// <param name="Robots">Robots, one connection each, spread evenly over the sites.</param>
/// <param name="Sites">Sites; orders go to them in turn.</param>
/// <param name="Answers">What a robot reports on an order, all at once when it gets it.</param>
internal sealed record FlowOptions(int Robots, int Sites, params string[] Answers)
{
    /// <summary>Seconds between two status reports of one robot.</summary>
    internal double StatusEvery { get; init; } = 10;
}
