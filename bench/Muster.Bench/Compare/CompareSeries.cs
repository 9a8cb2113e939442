namespace Muster.Bench.Compare;

/// <summary>All rounds with one number of connections, and the medians over the rounds.</summary>
internal sealed record CompareSeries(
    int Connections,
    IReadOnlyList<CompareRound> Rounds,
    double MedianRatio,
    CompareMedians Mosquitto,
    CompareMedians Muster)
{
    internal static CompareSeries From(int connections, IReadOnlyList<CompareRound> rounds) => new(
        connections,
        rounds,
        Statistics.Median(rounds.Select(round => round.Ratio)),
        CompareMedians.From([.. rounds.Select(round => round.Mosquitto)]),
        CompareMedians.From([.. rounds.Select(round => round.Muster)]));
}
