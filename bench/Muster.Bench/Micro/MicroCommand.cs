using BenchmarkDotNet.Running;

namespace Muster.Bench.Micro;

/// <summary>
/// Runs the public benchmark classes of this assembly: all of them, or what BenchmarkDotNet's own arguments
/// (<c>--filter</c>, <c>--list</c>) choose.
/// </summary>
internal static class MicroCommand
{
    internal static int Run(string[] args)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly)
            .Run(args is [] ? ["--filter", "*"] : args, MicroConfig.Create());
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    }
}
