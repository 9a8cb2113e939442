using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Muster.Bench.Functions;
using Muster.Bench.Servers;
using Muster.Local.Functions;
using Muster.Local.Functions.Limits;
using Muster.Local.Measure;
using Muster.Local.Measure.Output;

namespace Muster.Bench.Measure;

/// <summary>Functions with Lambda's share of processor and memory: the status function in several languages, and what the share does to one that only reckons.</summary>
internal static class MeasureBench
{
    private const string Reckoner = """
        def lambda_handler(event, context):
            total = 0
            for number in range(event["rounds"]):
                total += number * number
            return total % 7
        """;

    internal static Task<int> RunAsync(string[] args, CancellationToken cancellationToken) =>
        args is ["share", .. var rest] ? ShareAsync(rest, cancellationToken) : CompareAsync(args, cancellationToken);

    private static async Task<int> CompareAsync(string[] args, CancellationToken cancellationToken)
    {
        var options = MeasureBenchOptions.Parse(args);
        await using var database = await DynamoDbServer.StartAsync(options.Database, cancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_DYNAMODB"] = database.Endpoint,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "x",
            ["AWS_SECRET_ACCESS_KEY"] = "y",
            ["MUSTER_IOT_ENDPOINT"] = "none",
            ["TABLE_NAME"] = "RobotStatusTable",
        };

        // DynamoDB Local compiles itself for a while: nothing is counted before.
        await new FunctionRuns(Path.Combine(options.Packages, "x64"), environment).RunAsync(3000, cancellationToken);
        MeasuredPackage[] packages =
        [
            Package("native", Path.Combine(options.Packages, "x64"), "update-status"),
            Package("JIT", Path.Combine(options.Packages, "jit"), "update-status"),
            Package("Python", Path.Combine(options.Samples, "python")),
            Package("Python once", Path.Combine(options.Samples, "python-once")),
            Package("Node", Path.Combine(options.Samples, "node")),
            Package("Go", Path.Combine(options.Samples, "go")),
        ];
        var plan = new MeasurePlan
        {
            Packages = packages,
            Event = Encoding.UTF8.GetBytes("""{"name":"TestRobot","status":"ONLINE"}"""),
            MemorySizes = options.MemorySizes,
            Runs = options.Runs,
            ColdStarts = options.ColdStarts,
        };
        var report = await MeasureAsync(plan, cancellationToken);
        Print(report);
        if (options.Json is { } json)
        {
            await File.WriteAllBytesAsync(json, Json(report), cancellationToken);
        }

        if (options.Html is { } html)
        {
            await File.WriteAllTextAsync(html, MeasureHtml.Create(report), cancellationToken);
        }

        return report.IsGood ? 0 : 1;

        MeasuredPackage Package(string name, string folder, string? function = null) => new(
            name, FunctionPackage.Open(folder), new FunctionOptions { Name = function ?? "status", Timeout = TimeSpan.FromSeconds(30), Environment = environment });
    }

    /// <summary>A function that only reckons takes half the time with twice the memory.</summary>
    private static async Task<int> ShareAsync(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(args, "--memory", "--runs", "--rounds");
        using var folder = new TempFolder(null);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "handler.py"), Reckoner, cancellationToken);
        var plan = new MeasurePlan
        {
            Packages = [new MeasuredPackage("reckon", FunctionPackage.Open(folder.Path), new FunctionOptions { Name = "reckon", Timeout = TimeSpan.FromMinutes(2) })],
            Event = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"rounds":{{arguments.Integer("--rounds", 3_000_000, 1, int.MaxValue)}}}""")),
            MemorySizes = arguments.Integers("--memory", "128,256,512,1024", 128, 1769),
            Runs = arguments.Integer("--runs", 8, 2, 1000),
            ColdStarts = 1,
        };
        var points = (await MeasureAsync(plan, cancellationToken)).Functions[0].Points;
        for (var i = 0; i < points.Count; i++)
        {
            var ratio = i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", 1/{points[i - 1].Median / points[i].Median:0.00} of the size before");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{points[i].MemorySize,5} MB: median {points[i].Median:0} ms{ratio}{(points[i].Failure is { } failure ? $": {failure}" : "")}"));
        }

        return 0;
    }

    private static async Task<MeasureReport> MeasureAsync(MeasurePlan plan, CancellationToken cancellationToken)
    {
        var limiter = EnvironmentLimiter.Find(TimeProvider.System, out var why) ?? throw new BenchException($"functions can't be limited here: {why}");
        return await new FunctionMeter(plan, limiter, why, TimeProvider.System, new Random(1)).RunAsync(
            (done, all, name) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done + 1} of {all}: {name}")), cancellationToken);
    }

    /// <summary>Two tables in Markdown: the article's, and each function's cheapest point beside that of the native one.</summary>
    private static void Print(MeasureReport report)
    {
        foreach (var rows in MeasureText.ArticleTables(report))
        {
            Row(rows[0]);
            Row(rows[0].Select(_ => "---"));
            rows.Skip(1).ToList().ForEach(Row);
            Console.WriteLine();
        }

        Row(["function", "memory", "init", "first", "median", "p95", "p99", "billed", "peak", "a month", "note"]);
        Row(Enumerable.Repeat("---", 11));
        foreach (var function in report.Functions)
        {
            foreach (var p in function.Points)
            {
                Row([
                    function.Name, MeasureText.Memory(p.MemorySize), MeasureText.Time(p.Init), MeasureText.Time(p.First), MeasureText.Time(p.Median), MeasureText.Time(p.P95), MeasureText.Time(p.P99),
                    MeasureText.Billed(p.Billed), MeasureText.Memory(p.PeakMemory), MeasureText.Dollars(report.Monthly(p)), MeasureText.Note(report, function, p),
                ]);
            }
        }

        Console.WriteLine();
        Row(["against native", .. report.Plan.MemorySizes.Select(m => $"median, {MeasureText.Memory(m)}"), "cheapest month"]);
        Row(Enumerable.Repeat("---", report.Plan.MemorySizes.Count + 2));
        var native = report.Functions[0];
        foreach (var function in report.Functions)
        {
            Row([function.Name, .. function.Points.Zip(native.Points, (p, n) => Ratio(p.Median, n.Median)), Ratio(Cheapest(function), Cheapest(native))]);
        }

        double? Cheapest(MeasuredFunction function) => function.Cheapest(report.Plan.Rate, report.Plan.Prices) is { } point ? (double?)report.Monthly(point) : null;
    }

    private static string Ratio(double? value, double? of) => value / of is { } ratio ? ratio.ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static void Row(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    private static byte[] Json(MeasureReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            MeasureJson.Write(writer, report);
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
