using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muster.Local.Functions.User;
using Spectre.Console;

namespace Muster.Commands;

/// <summary><c>muster functions</c>: the functions of one's own at a glance.</summary>
internal static class FunctionsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON: an array" };
        var url = ServerUrl.CreateOption();
        var command = new Command("functions", "Shows the functions of the configuration: invocations, errors, what waits, durations and memory since the start.") { json, url };
        command.AddExamples("muster functions", "muster functions --json | jq -r '.[] | select(.queue > 100) | .name'");
        command.Run(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var functions = (await api.GetPageAsync("api/functions", cancellationToken)).Items!;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(CompactJson.Of(writer => Write(functions, writer)));
            }
            else if (functions.Count == 0)
            {
                await output.WriteLineAsync("No functions. They come from the section functions of the configuration: muster up --config FILE.");
            }
            else
            {
                var all = functions.Select(f => f.Deserialize(CommandJson.Default.FunctionStatus)!).ToList();
                Tables.Console(output).Write(Draw(all));
                foreach (var function in all.Where(f => f.Problem is not null))
                {
                    await output.WriteLineAsync($"{Printable.Of(function.Name)}: {Printable.Of(function.Problem!)}");
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Table Draw(IReadOnlyList<FunctionStatus> functions)
    {
        var table = Tables.Create(["FUNCTION", "RUNTIME", "STATE", "QUEUE", "RUNS", "ERRORS", "RETRIES", "FAILED", "P50", "P95", "MEMORY"]);
        for (var i = 3; i < table.Columns.Count; i++)
        {
            table.Columns[i].RightAligned();
        }

        foreach (var function in functions)
        {
            table.AddRow(
                Tables.Cell(function.Name),
                Tables.Cell(function.Runtime),
                Tables.Cell(function.Problem is not null ? "PROBLEM" : function.Running > 0 ? "RUNNING" : function.Environments > 0 ? "WARM" : "COLD"),
                Count(function.Queue),
                Count(function.Invocations),
                Count(function.Errors),
                Count(function.Retries),
                Count(function.Failed),
                Milliseconds(function.MedianMilliseconds),
                Milliseconds(function.P95Milliseconds),
                Tables.Cell(string.Create(CultureInfo.InvariantCulture, $"{function.MaxMemoryUsed}/{function.MemorySize} MB")));
        }

        return table;
    }

    private static Text Count(long count) => Tables.Cell(count.ToString(CultureInfo.InvariantCulture));

    private static Text Milliseconds(double? time) => Tables.Cell(time is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms") : null);

    private static void Write(IReadOnlyList<JsonElement> functions, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var function in functions)
        {
            function.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
