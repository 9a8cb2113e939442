using System.CommandLine;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary><c>muster robots</c>: the fleet's robots, or one of them with its history.</summary>
internal static class RobotsCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For "3 s ago", and for the pace of <c>--watch</c>.</param>
    public static Command Create(TimeProvider clock)
    {
        var name = new Argument<string?>("NAME") { Description = "Only this robot, with its details and recent history", Arity = ArgumentArity.ZeroOrOne };
        var site = new Option<string?>("--site") { Description = "Only robots at this site", HelpName = "S" };
        var status = CreateStatusOption();
        var text = new Option<string?>("--text") { Description = "Only robots with this text in name or site", HelpName = "T" };
        var watch = new Option<bool>("--watch") { Description = "Look again each second, until Ctrl-C; into a pipe: a line for each change" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array; with NAME an object; with --watch an object a line" };
        var url = ServerUrl.CreateOption();
        var command = new Command("robots", "Shows the robots: status, site, battery, order.") { name, site, status, text, watch, json, url };
        command.AddExamples(
            "muster robots",
            "muster robots --site hall-3 --status FAULT",
            "muster robots robot-7",
            "muster robots --watch",
            "muster robots --json | jq -r '.[] | select(.battery < 20) | .name'");
        command.Validators.Add(result =>
        {
            var given = result.GetValue(name);
            if (given?.StartsWith('-') == true)
            {
                result.AddError($"there is no option {given}");
            }
            else if (given is not null && !RobotName.IsValid(given))
            {
                result.AddError($"the robot's name is \"{given}\"; a name is {RobotName.Rule}");
            }
            else if (given is not null && (result.GetResult(site) ?? result.GetResult(status) ?? result.GetResult(text)) is not null)
            {
                result.AddError("--site, --status and --text choose among robots: leave them out when you give a NAME");
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            var server = ServerUrl.From(parsed, url);
            using var api = new FleetApi(server);
            ISnapshotSource source = parsed.GetValue(name) is { } one
                ? new OneRobot(api, one)
                : new RobotList(api, server, parsed.GetValue(site), parsed.GetValue(status)?.ToUpperInvariant(), parsed.GetValue(text));
            var printer = new SnapshotPrinter(source, clock, parsed.InvocationConfiguration, parsed.GetValue(json));
            await (parsed.GetValue(watch) ? printer.WatchAsync(cancellationToken) : printer.PrintAsync(cancellationToken));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> CreateStatusOption()
    {
        var allowed = string.Join(", ", RobotStatusNames.Shown);
        var option = new Option<string?>("--status") { Description = $"Only robots with this status: {allowed}", HelpName = "ST" };
        option.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && !RobotStatusNames.Shown.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--status is \"{text}\"; allowed are {allowed}");
            }
        });
        return option;
    }
}
