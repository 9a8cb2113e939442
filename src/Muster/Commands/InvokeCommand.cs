using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Local.Functions;

namespace Muster.Commands;

/// <summary><c>muster invoke</c>: runs one test event, as "Test" in Lambda's console does.</summary>
internal static class InvokeCommand
{
    private const string IotEndpoint = "MUSTER_IOT_ENDPOINT";

    /// <summary>The command.</summary>
    /// <param name="clock">Measures.</param>
    /// <param name="random">Makes request ids.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var function = new Argument<string>("FUNCTION") { Description = $"A function of the fleet ({string.Join(", ", InvokeTarget.Functions)}), a function of the file in --config, or any package: a folder or zip with an executable bootstrap, or with a handler for Python, Node.js or .NET" };
        var file = new Argument<string>("EVENT") { Description = "The event: a file with JSON; - reads it from standard input" };
        var package = new Option<string?>("--package") { Description = "Where the fleet's functions are, packed: a folder or zip [default: lambda beside this program, else what eng/lambda.sh built]", HelpName = "PATH" };
        var repeat = new Option<int?>("--repeat") { Description = "Runs it so often, in one environment: the first is cold, the others are warm", HelpName = "N" }.CheckRange(1, 100_000);
        var dryRun = new Option<bool>("--dry-run") { Description = "Calls a function of the fleet in this process, on an empty fleet in memory: no package, no store, and nothing is kept" };
        var json = new Option<bool>("--json") { Description = "Print an object for each invocation: result, error, log, report, sent" };
        var options = new InvokeOptions();
        var command = new Command("invoke", "Runs a function's package with one event, as AWS Lambda would, and prints its result, its log and its REPORT.") { function, file, package };
        options.AddTo(command);
        command.Add(repeat);
        command.Add(dryRun);
        command.Add(json);
        command.AddExamples(
            """echo '{"name": "TestRobot", "status": "ONLINE"}' > event.json""",
            "muster invoke update-status event.json --dry-run",
            "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 muster invoke update-status event.json",
            "muster invoke update-status event.json --package artifacts/lambda/x64/function.zip --memory 256 --repeat 100",
            "muster invoke my-function event.json --config fleet.json",
            "muster invoke samples/functions/python event.json --runtime python3.13 --handler handler.lambda_handler --timeout 10s",
            "muster invoke ./my-function.zip - --env GREETING=hello --timeout 10s < event.json");
        command.Run(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(function);
            var e = await ReadEventAsync(parsed.GetRequiredValue(file), cancellationToken);
            var printer = new InvokePrinter(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            if (parsed.GetValue(dryRun))
            {
                return await InvokeDryRun.RunAsync(name, e, printer, clock, random, cancellationToken);
            }

            var target = InvokeTarget.Find(name, parsed.GetValue(package), options, parsed);
            var sent = new SentMessages();
            using var guard = new ProcessGuard();
            await using var dataPlane = IotDataPlane.Start(sent, NullLogger<IotDataPlane>.Instance);
            var defaults = new Dictionary<string, string>(StringComparer.Ordinal);
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(IotEndpoint)))
            {
                // A test commands no robots: what it would send is shown instead.
                defaults[IotEndpoint] = defaults["AWS_ENDPOINT_URL_IOT_DATA_PLANE"] = dataPlane.Endpoint;
            }

            await using var host = new FunctionHost(target.Package, options.Read(parsed, target, defaults), guard, clock, random, NullLogger<FunctionHost>.Instance);
            var exitCode = ExitCode.Done;
            for (var i = parsed.GetValue(repeat) ?? 1; i > 0; i--)
            {
                var result = await host.InvokeAsync(e, cancellationToken).WaitAsync(cancellationToken);
                await printer.PrintAsync(result, sent.Take());
                exitCode = Math.Max(exitCode, ExitCodeOf(result));
            }

            return exitCode;
        });
        return command;
    }

    /// <summary>1 when the function failed, or refused the event.</summary>
    internal static int ExitCodeOf(InvocationResult result) =>
        result.Error is not null || IsRefusal(result.Payload) ? ExitCode.Failed : ExitCode.Done;

    private static bool IsRefusal(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var answer = JsonDocument.Parse(payload);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("outcome", out var outcome) && outcome.ValueEquals("REFUSED");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A package may answer what it likes.
            return false;
        }
    }

    /// <summary>The event in a file, or in standard input for "-".</summary>
    /// <exception cref="CommandException">It can't be read, or is no JSON.</exception>
    internal static async Task<byte[]> ReadEventAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = path == "-" ? await ReadInputAsync(cancellationToken) : await ReadFileAsync(path, cancellationToken);
        try
        {
            JsonDocument.Parse(bytes).Dispose();
            return bytes;
        }
        catch (JsonException e)
        {
            throw new CommandException(
                ExitCode.Failed,
                string.Create(CultureInfo.InvariantCulture, $"the event in {path} is no JSON: stopped at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}; it is for example {{\"name\": \"TestRobot\", \"status\": \"ONLINE\"}}"),
                e);
        }
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the event {path}: {e.Message}", e);
        }
    }

    private static async Task<byte[]> ReadInputAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
