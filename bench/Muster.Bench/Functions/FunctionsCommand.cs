using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Muster.Bench.Functions;

/// <summary>update-status as a package on this machine's Lambda Runtime API, beside the floor, the JIT and boto3, in turns.</summary>
internal static class FunctionsCommand
{
    private const string Import = """
        import time
        start = time.perf_counter()
        import boto3
        boto3.resource("dynamodb").Table("RobotStatusTable")
        print((time.perf_counter() - start) * 1e3)
        """;

    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var options = FunctionsOptions.Parse(args);
        await using var database = await DynamoDbServer.StartAsync(options.Database, cancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_DYNAMODB"] = database.Endpoint,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "x",
            ["AWS_SECRET_ACCESS_KEY"] = "y",
            ["MUSTER_IOT_ENDPOINT"] = "none",
        };
        var (aot, jit) = (new FunctionRuns(Path.Combine(options.Packages, "x64"), environment), new FunctionRuns(Path.Combine(options.Packages, "jit"), environment));
        var (plain, same, imports) = (new List<double>(), new List<double>(), new List<double>());

        // DynamoDB Local compiles itself for a while: nothing is counted before.
        await new FunctionRuns(Path.Combine(options.Packages, "x64"), environment).RunAsync(3000, cancellationToken);
        for (var run = 1; run <= options.Runs; run++)
        {
            await aot.RunAsync(options.Warm, cancellationToken);
            plain.AddRange(await FloorAsync("plain"));
            same.AddRange(await FloorAsync("same"));
            await jit.RunAsync(options.Warm, cancellationToken);
            imports.AddRange(Numbers(await OutputAsync("/usr/bin/python3", environment, cancellationToken, "-c", Import)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run} of {options.Runs}"));
        }

        var result = new FunctionsResult(aot.Figures(), jit.Figures(), Statistics.Median(plain), Statistics.Median(same), Statistics.Median(imports));
        Print(result);
        if (options.Json is { } path)
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result, BenchJson.Default.FunctionsResult) + "\n", cancellationToken);
        }

        return 0;

        async Task<IEnumerable<double>> FloorAsync(string kind) =>
            Numbers(await OutputAsync(Path.Combine(options.Floor, "floor"), environment, cancellationToken, "127.0.0.1", Text(database.Port), "RobotStatusTable", Text(options.Warm), kind)).Select(us => us / 1000);
    }

    private static void Print(FunctionsResult r)
    {
        Line("", "AOT", "JIT");
        Line("init to first next, ms", $"{r.Aot.Init:0.0}", $"{r.Jit.Init:0.0}");
        Line("first invocation, ms", $"{r.Aot.Cold:0.0}", $"{r.Jit.Cold:0.0}");
        Line("warm, median, ms", $"{r.Aot.Warm:0.00}", $"{r.Jit.Warm:0.00}");
        Line("warm, p99, ms", $"{r.Aot.WarmP99:0.00}", $"{r.Jit.WarmP99:0.00}");
        Line("peak memory, MB", $"{r.Aot.PeakMemory}", $"{r.Jit.PeakMemory}");
        Line("zip, bytes", $"{r.Aot.ZipBytes}", $"{r.Jit.ZipBytes}");
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare UpdateItem of two attributes, median {r.Plain:0.00} ms: warm AOT is {r.Aot.Warm / r.Plain:0.00} times that"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the same UpdateItem as update-status makes, bare, median {r.Same:0.00} ms: warm AOT is {r.Aot.Warm / r.Same:0.00} times that"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"import of a boto3 handler, median {r.Boto3Import:0} ms: init of AOT is 1/{r.Boto3Import / r.Aot.Init:0.0} of that"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first invocation: AOT is 1/{r.Jit.Cold / r.Aot.Cold:0.0} of JIT"));
    }

    private static void Line(string what, FormattableString aot, FormattableString jit) =>
        Console.WriteLine($"{what,-24}{aot.ToString(CultureInfo.InvariantCulture),12}{jit.ToString(CultureInfo.InvariantCulture),12}");

    private static void Line(string what, string aot, string jit) => Console.WriteLine($"{what,-24}{aot,12}{jit,12}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<double> Numbers(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => double.Parse(l, CultureInfo.InvariantCulture));

    private static async Task<string> OutputAsync(string program, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new BenchException($"{program} ended with code {process.ExitCode}");
    }
}
