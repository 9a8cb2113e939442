using System.CommandLine;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Commands;

/// <summary><c>muster orders</c>: the orders and where they stand.</summary>
internal static class OrdersCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For the age, and for the pace of <c>--watch</c>.</param>
    public static Command Create(TimeProvider clock)
    {
        var site = new Option<string?>("--site") { Description = "Only orders at this site", HelpName = "S" };
        var state = CreateStateOption();
        var open = new Option<bool>("--open") { Description = $"Only orders that have not ended: {OrderList.OpenStates}" };
        var olderThan = DurationOption.Create("--older-than", "Only orders placed at least so long ago, like 5m or 2h");
        var limit = new Option<int?>("--limit") { Description = "At most so many, the newest [default: 100]", HelpName = "N" }.CheckRange(1, 100_000);
        var watch = new Option<bool>("--watch") { Description = "Look again each second, until Ctrl-C; into a pipe: a line for each change" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array; with --watch an object a line" };
        var url = ServerUrl.CreateOption();
        var command = new Command("orders", "Shows the orders: state, robot, age, and why they wait.") { site, state, open, olderThan, limit, watch, json, url };
        command.AddExamples(
            "muster orders --open",
            "muster orders --site munich --state PENDING --older-than 5m",
            "muster orders --open --watch",
            "muster orders --state FAILED --json | jq -r '.[] | [.id, .reason] | @tsv'");
        command.Validators.Add(result =>
        {
            if (result.GetValue(open) && result.GetValue(state) is not null)
            {
                result.AddError("--open stands for three states: leave it out when you give --state");
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var states = parsed.GetValue(open) ? OrderList.OpenStates : parsed.GetValue(state)?.ToUpperInvariant();
            var age = parsed.GetValue(olderThan) is { } text ? Durations.Parse(text) : null;
            var list = new OrderList(api, parsed.GetValue(site), states, age, parsed.GetValue(limit) ?? 100, clock);
            var printer = new SnapshotPrinter(list, clock, parsed.InvocationConfiguration, parsed.GetValue(json));
            await (parsed.GetValue(watch) ? printer.WatchAsync(cancellationToken) : printer.PrintAsync(cancellationToken));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> CreateStateOption()
    {
        var allowed = string.Join(", ", OrderStateNames.All);
        return new Option<string?>("--state") { Description = $"Only orders in this state, or in one of several with commas between: {allowed}", HelpName = "ST" }.Check(text =>
            text.Split(',').FirstOrDefault(part => !OrderStateNames.All.Contains(part, StringComparer.OrdinalIgnoreCase)) is null ? null : $"allowed are {allowed}");
    }
}
