using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Muster.Commands;

/// <summary><c>muster sites</c>: the sites at a glance.</summary>
internal static class SitesCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For "3 s ago".</param>
    public static Command Create(TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON: an array" };
        var url = ServerUrl.CreateOption();
        var command = new Command("sites", "Shows the sites: robots, waiting orders, and which are held.") { json, url };
        command.AddExamples("muster sites", "muster sites --json | jq -r '.[] | select(.hold) | .name'");
        command.Run(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var sites = (await api.GetPageAsync("api/sites", cancellationToken)).Items!;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(CompactJson.Of(writer => Write(sites, writer)));
            }
            else if (sites.Count == 0)
            {
                await output.WriteLineAsync("No sites yet. One is there with its first robot or order, or from the fleet configuration.");
            }
            else
            {
                Tables.Console(output).Write(Draw(sites, clock.GetUtcNow()));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Table Draw(IReadOnlyList<JsonElement> sites, DateTimeOffset now)
    {
        var table = Tables.Create(["SITE", "ROBOTS", "PENDING", "HELD"], "HELD");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var site in sites.Select(s => s.Deserialize(CommandJson.Default.SiteSummary)!))
        {
            table.AddRow(
                Tables.Cell(site.Name),
                Tables.Cell(site.Robots.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(site.Pending.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(site.Hold is { } hold ? $"{RelativeTime.Of(hold.At, now)} by {hold.By}{(hold.Why is null ? "" : $": {hold.Why}")}" : null));
        }

        return table;
    }

    private static void Write(IReadOnlyList<JsonElement> sites, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var site in sites)
        {
            site.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
