namespace Muster.Bench.Fuzz;

/// <summary>What the exit codes of a run say.</summary>
internal static class FuzzExit
{
    internal const int Clean = 0;
    internal const int Failures = 1;
    internal const int Hang = 3;
}
