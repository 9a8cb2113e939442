using System.Globalization;

namespace Muster.Tests.Simulation;

/// <summary>What came of a seed.</summary>
internal sealed record SimulationResult(
    int Seed, string Store, string? Failure, Trace Trace, TimeSpan Simulated, TimeSpan Took, Ledger Ledger, Faults Faults)
{
    /// <summary>Where to look, for who has to find the cause.</summary>
    public string Report => string.Create(CultureInfo.InvariantCulture, $"""
        Seed {Seed} on {Store}, after {Simulated.TotalSeconds:0.000} simulated seconds and {Trace.Count} steps (trace {Trace.Hash:x16}): {Failure ?? "all is well"}

        The last steps:
        {Trace}
        Once more, with every step:
          MUSTER_SIM_SEED={Seed} MUSTER_SIM_STORE={Store} dotnet test --project tests/Muster.Tests -c Release --filter-namespace Muster.Tests.Simulation --output detailed
        """);
}
