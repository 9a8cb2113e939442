using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Local.Functions;

namespace Muster.Bench.Functions;

/// <summary>Fresh processes of one package, each with a first and many warm invocations of update-status.</summary>
internal sealed class FunctionRuns(string folder, IReadOnlyDictionary<string, string> environment)
{
    private readonly List<double> _inits = [];
    private readonly List<double> _colds = [];
    private readonly List<double> _warm = [];
    private int _peak;

    internal async Task RunAsync(int warm, CancellationToken cancellationToken)
    {
        using var guard = new ProcessGuard();
        var options = new FunctionOptions { Name = "update-status", Timeout = TimeSpan.FromSeconds(30), MemorySize = 256, Environment = environment };
        await using var host = new FunctionHost(FunctionPackage.Open(folder), options, guard, TimeProvider.System, new Random(1), NullLogger<FunctionHost>.Instance);
        for (var i = 0; i <= warm; i++)
        {
            var result = await host.InvokeAsync(Event(i), cancellationToken);
            if (result.Error is not null || !Encoding.UTF8.GetString(result.Payload.Span).Contains("ACCEPTED", StringComparison.Ordinal))
            {
                throw new BenchException($"{folder} answered {Encoding.UTF8.GetString(result.Payload.Span)}\n{result.Log}");
            }

            (result.Report.InitDuration is null ? _warm : _colds).Add(result.Report.Duration.TotalMilliseconds);
            if (result.Report.InitDuration is { } init)
            {
                _inits.Add(init.TotalMilliseconds);
            }

            _peak = Math.Max(_peak, result.Report.MaxMemoryUsed);
        }
    }

    internal FunctionFigures Figures()
    {
        var sorted = _warm.Order().ToList();
        return new FunctionFigures(
            Statistics.Median(_inits), Statistics.Median(_colds), Statistics.Median(_warm), sorted[(int)(sorted.Count * 0.99)], _peak, new FileInfo(Path.Combine(folder, "function.zip")).Length);
    }

    /// <summary>A robot that is as it was, with another battery: what most reports are.</summary>
    private static byte[] Event(int number) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name":"bench","status":"ONLINE","battery":{{50 + (number % 40 / 10.0)}},"topicRobot":"bench","receivedAt":{{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}}}"""));
}
