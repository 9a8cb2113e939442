using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Local.Functions;
using Muster.Local.Functions.Limits;

namespace Muster.Local.Measure;

/// <summary>Runs functions with several memory sizes, one after the other, and takes the times.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="limiter">Gives them Lambda's share of processor and memory; none to let them have all.</param>
/// <param name="unlimited">Why there is none.</param>
/// <param name="clock">Takes the times.</param>
/// <param name="random">Makes request ids.</param>
public sealed class FunctionMeter(MeasurePlan plan, EnvironmentLimiter? limiter, string unlimited, TimeProvider clock, Random random)
{
    /// <summary>Measures.</summary>
    /// <param name="progress">Hears of each point before it begins: how many are done, how many there are, and which it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FunctionPackageException">A process can't be started at all.</exception>
    public async Task<MeasureReport> RunAsync(Action<int, int, string> progress, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        var points = plan.Packages.Select(_ => new List<MeasurePoint>()).ToList();
        var (done, all) = (0, plan.Packages.Count * plan.MemorySizes.Count);

        // The functions take turns within a memory size: what the machine does beside then touches all of them alike.
        foreach (var memory in plan.MemorySizes)
        {
            foreach (var (package, taken) in plan.Packages.Zip(points))
            {
                progress(done++, all, string.Create(CultureInfo.InvariantCulture, $"{package.Name} ({memory} MB)"));
                taken.Add(await MeasureAsync(package, memory, cancellationToken).ConfigureAwait(false));
            }
        }

        var functions = plan.Packages.Zip(points, (p, taken) => new MeasuredFunction(p.Name, p.Package.Runtime.Name, taken)).ToList();
        return new MeasureReport(
            plan, functions, limiter?.Kind, limiter is null ? unlimited : "", Environment.ProcessorCount, RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(), startedAt);
    }

    private async Task<MeasurePoint> MeasureAsync(MeasuredPackage package, int memory, CancellationToken cancellationToken)
    {
        var (runs, peak) = (new List<MeasuredRun>(), 0);
        using var guard = new ProcessGuard();
        for (var environment = 0; environment < plan.ColdStarts; environment++)
        {
            var options = package.Options with { MemorySize = memory, MaxConcurrency = 1, Limiter = limiter };
            await using var host = new FunctionHost(package.Package, options, guard, clock, random, NullLogger<FunctionHost>.Instance);
            for (var left = environment == 0 ? plan.Runs : 1; left > 0; left--)
            {
                var result = await host.InvokeAsync(plan.Event, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
                peak = Math.Max(peak, result.Report.MaxMemoryUsed);
                if (MeasureFailure.Of(result, runs.Count) is { } failure)
                {
                    return new MeasurePoint(memory, runs, failure, peak);
                }

                runs.Add(new MeasuredRun(environment, result.Report.InitDuration, result.Report.Duration, result.Report.BilledMilliseconds, result.Report.Throttled));
                await Task.Delay(plan.Pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }

        return new MeasurePoint(memory, runs, Failure: null, peak);
    }
}
