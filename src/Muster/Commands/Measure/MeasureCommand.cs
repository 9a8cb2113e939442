using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Local.Functions;
using Muster.Local.Functions.Limits;
using Muster.Local.Measure;
using Muster.Local.Measure.Output;

namespace Muster.Commands.Measure;

/// <summary><c>muster measure</c>: what memory size a function should have, before it is in the cloud.</summary>
internal static class MeasureCommand
{
    private const string IotEndpoint = "MUSTER_IOT_ENDPOINT";

    /// <summary>The command.</summary>
    /// <param name="clock">Measures.</param>
    /// <param name="random">Makes request ids.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var packages = new Argument<string[]>("PACKAGE")
        {
            Description = "What is measured, one or several side by side: a package (folder or zip), a function of the file in --config, or one of the fleet's own; NAME=PACKAGE gives it another name in tables and charts",
            Arity = ArgumentArity.OneOrMore,
        };
        var file = new Option<string>("--event") { Description = "The event: a file with JSON; - reads it from standard input", HelpName = "FILE", Required = true };
        var place = new Option<string?>("--package") { Description = "Where the fleet's functions are, packed: a folder or zip [default: lambda beside this program, else what eng/lambda.sh built]", HelpName = "PATH" };
        var json = new Option<bool>("--json") { Description = "Print one object with all points and runs" };
        var html = new Option<string?>("--html") { Description = "Write a report with charts, one file that needs nothing else", HelpName = "FILE" };
        var (options, measure) = (new InvokeOptions(), new MeasureOptions());
        var command = new Command("measure", "Runs functions with the processor share and memory that Lambda gives to each memory size, and prints durations and monthly cost.") { packages, file, place };
        measure.AddTo(command);
        options.AddTo(command, isOneMemorySize: false);
        command.Add(json);
        command.Add(html);
        command.AddExamples(
            """echo '{"name": "TestRobot", "status": "ONLINE"}' > event.json""",
            "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 muster measure update-status --event event.json",
            "muster measure ./my-function.zip --event event.json --memory 128,256,512,1024 --runs 44 --rate 100/min",
            "muster measure py=./python-status rs=./rust-status.zip --event event.json --html report.html",
            "muster measure my-function --config fleet.json --event event.json --json",
            "systemd-run --user --scope -p Delegate=yes muster measure ./my-function.zip --event event.json");
        command.Run(async (parsed, cancellationToken) =>
        {
            var e = await InvokeCommand.ReadEventAsync(parsed.GetRequiredValue(file), cancellationToken);
            var sent = new SentMessages();
            await using var dataPlane = IotDataPlane.Start(sent, NullLogger<IotDataPlane>.Instance);
            var defaults = new Dictionary<string, string>(StringComparer.Ordinal);
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(IotEndpoint)))
            {
                defaults[IotEndpoint] = dataPlane.Endpoint;
            }

            var targets = MeasureTargets.Find(parsed.GetRequiredValue(packages), parsed.GetValue(place), options, parsed, defaults);
            var plan = measure.Read(parsed, targets, e);
            var why = "--unthrottled was given";
            var limiter = measure.IsUnthrottled(parsed) ? null : EnvironmentLimiter.Find(clock, out why);
            var errors = parsed.InvocationConfiguration.Error;
            if (limiter is null)
            {
                await errors.WriteLineAsync($"muster: functions run unthrottled, with the whole machine whatever their memory size: {why}");
            }

            var report = await new FunctionMeter(plan, limiter, why, clock, random).RunAsync(
                (done, all, name) => Say(errors, done, all, name), cancellationToken);
            return await WriteAsync(report, parsed.GetValue(json), parsed.GetValue(html), parsed.InvocationConfiguration);
        });
        return command;
    }

    private static void Say(TextWriter errors, int done, int all, string name)
    {
        // A file of errors is not the place for it.
        if (!Console.IsErrorRedirected)
        {
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done + 1}/{all} {name}"));
        }
    }

    private static async Task<int> WriteAsync(MeasureReport report, bool isJson, string? html, InvocationConfiguration configuration)
    {
        if (isJson)
        {
            await configuration.Output.WriteLineAsync(CompactJson.Of(writer => MeasureJson.Write(writer, report)));
        }
        else
        {
            MeasurePrinter.Print(configuration.Output, report);
        }

        if (html is not null)
        {
            try
            {
                await File.WriteAllTextAsync(html, MeasureHtml.Create(report), new UTF8Encoding(false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CommandException(ExitCode.Failed, $"can't write the report {html}: {e.Message}", e);
            }
        }

        return report.IsGood ? ExitCode.Done : ExitCode.Failed;
    }
}
