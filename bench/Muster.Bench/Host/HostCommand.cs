using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Local.Functions;

namespace Muster.Bench.Host;

/// <summary>What the local Lambda host adds to a function: the round trip of an echo in C, from the call to its result.</summary>
internal static class HostCommand
{
    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(args, "--runs", "--warm", "--bytes", "--compiler", "--json");
        var (runs, warm, size) = (arguments.Integer("--runs", 5, 1, 100), arguments.Integer("--warm", 5000, 1, 1_000_000), arguments.Integer("--bytes", 100, 2, 1_000_000));
        var folder = Directory.CreateTempSubdirectory("muster-bench-");
        try
        {
            await CompileAsync(arguments.Text("--compiler") ?? "cc", Path.Combine(folder.FullName, FunctionPackage.BootstrapName), cancellationToken);
            var (trips, durations) = (new List<double>(), new List<double>());
            for (var run = 0; run < runs; run++)
            {
                await RunAsync(folder.FullName, warm, size, trips, durations, cancellationToken);
            }

            var result = HostResult.Of(trips, durations);
            Print(result);
            if (arguments.Text("--json") is { } path)
            {
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result, BenchJson.Default.HostResult) + "\n", cancellationToken);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompileAsync(string compiler, string output, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(compiler, ["-O2", "-D_GNU_SOURCE", "-o", output, Path.Combine(AppContext.BaseDirectory, "Host", "echo.c")]))
            ?? throw new BenchException($"{compiler} did not start");
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new BenchException($"{compiler} ended with code {process.ExitCode}; a C compiler is needed: eng/setup.sh, or --compiler clang");
        }
    }

    /// <summary>A fresh environment; the first tenth of its invocations, in which this program is compiled too, is not counted.</summary>
    private static async Task RunAsync(string package, int warm, int size, List<double> trips, List<double> durations, CancellationToken cancellationToken)
    {
        using var guard = new ProcessGuard();
        var options = new FunctionOptions { Name = "echo", Timeout = TimeSpan.FromSeconds(30) };
        await using var host = new FunctionHost(FunctionPackage.Open(package), options, guard, TimeProvider.System, new Random(1), NullLogger<FunctionHost>.Instance);
        var e = Encoding.UTF8.GetBytes($"\"{new string('x', size - 2)}\"");
        for (var i = -warm / 10; i < warm; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var result = await host.InvokeAsync(e, cancellationToken);
            var took = Stopwatch.GetElapsedTime(start);
            if (result.Error is not null || !result.Payload.Span.SequenceEqual(e))
            {
                throw new BenchException($"the echo answered {Encoding.UTF8.GetString(result.Payload.Span)}\n{result.Log}");
            }

            if (i >= 0)
            {
                trips.Add(took.TotalMicroseconds);
                durations.Add(result.Report.Duration.TotalMicroseconds);
            }
        }
    }

    private static void Print(HostResult result)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm invocations of an echo, counted {result.Invocations}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round trip, median {result.Median:0.0} us, p95 {result.P95:0.0} us, p99 {result.P99:0.0} us"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"of it from the hand-over to the answer (REPORT's Duration), median {result.DurationMedian:0.0} us"));
    }
}
