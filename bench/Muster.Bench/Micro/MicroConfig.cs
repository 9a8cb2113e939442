using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Muster.Bench.Servers;

namespace Muster.Bench.Micro;

internal static class MicroConfig
{
    /// <summary>
    /// In process and short: a run takes seconds per benchmark, good enough to see a changed order of magnitude or a new
    /// allocation. For figures to publish, say <c>--job default</c>.
    /// </summary>
    internal static IConfig Create()
    {
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
        return MusterProgram.Root() is { } root ? config.WithArtifactsPath(Path.Combine(root, "artifacts", "micro")) : config;
    }
}
