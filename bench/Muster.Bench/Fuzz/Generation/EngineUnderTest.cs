namespace Muster.Bench.Fuzz.Generation;

/// <summary>What the generator asks the engine itself.</summary>
internal static class EngineUnderTest
{
    /// <summary>The functions that the engine has.</summary>
    internal static IReadOnlyCollection<string> FunctionNames => [];
}
