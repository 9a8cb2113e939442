using System.Runtime.InteropServices;

namespace Muster.Tests.Processes;

/// <summary>The executable under test: what <c>MUSTER_BINARY</c> names (the Native AOT one, in CI), else what was built with the tests.</summary>
internal static class MusterBinary
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("MUSTER_BINARY") is { Length: > 0 } given ? given : System.IO.Path.Combine(AppContext.BaseDirectory, "muster");

    /// <summary>The .NET that runs these tests runs the executable too, wherever it is installed.</summary>
    public static string DotnetRoot { get; } =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
