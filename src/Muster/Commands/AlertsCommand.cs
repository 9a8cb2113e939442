using System.CommandLine;
using Muster.Fleet.Alerts;

namespace Muster.Commands;

/// <summary><c>muster alerts</c>: what a person should know of.</summary>
internal static class AlertsCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For "3 s ago", and for the pace of <c>--watch</c>.</param>
    public static Command Create(TimeProvider clock)
    {
        var site = new Option<string?>("--site") { Description = "Only alerts of this site", HelpName = "S" };
        var kind = CreateKindOption();
        var all = new Option<bool>("--all") { Description = "Also those that are over" };
        var limit = new Option<int?>("--limit") { Description = "At most so many, the newest [default: 100]", HelpName = "N" }.CheckRange(1, 100_000);
        var watch = new Option<bool>("--watch") { Description = "Look again each second, until Ctrl-C; into a pipe: a line for each change" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array; with --watch an object a line" };
        var url = ServerUrl.CreateOption();
        var command = new Command("alerts", "Shows what is the matter, until it is over.") { site, kind, all, limit, watch, json, url };
        command.Add(AlertCommand.CreateAcknowledge("alerts"));
        command.AddExamples(
            "muster alerts",
            "muster alerts --site munich --kind ROBOT_FAULT",
            "muster alerts --watch",
            "muster alerts --all --json | jq -r '.[] | [.openedAt, .kind, .subject] | @tsv'",
            "muster alerts acknowledge ROBOT_FAULT:robot-3");
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var list = new AlertList(api, parsed.GetValue(site), parsed.GetValue(kind)?.ToUpperInvariant(), parsed.GetValue(all), parsed.GetValue(limit) ?? 100);
            var printer = new SnapshotPrinter(list, clock, parsed.InvocationConfiguration, parsed.GetValue(json));
            await (parsed.GetValue(watch) ? printer.WatchAsync(cancellationToken) : printer.PrintAsync(cancellationToken));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> CreateKindOption()
    {
        var allowed = string.Join(", ", AlertKind.All);
        return new Option<string?>("--kind") { Description = $"Only alerts of this kind: {allowed}", HelpName = "K" }
            .Check(text => AlertKind.All.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"allowed are {allowed}");
    }
}
