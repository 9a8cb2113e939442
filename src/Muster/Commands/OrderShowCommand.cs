using System.CommandLine;

namespace Muster.Commands;

/// <summary><c>muster order show</c>: one order with all its details.</summary>
internal static class OrderShowCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For "3 s ago".</param>
    public static Command Create(TimeProvider clock)
    {
        var id = OrderIds.CreateArgument();
        var history = new Option<bool>("--history") { Description = "Also what happened to it, newest first" };
        var json = new Option<bool>("--json") { Description = "Print the order as JSON; with --history it has an array of that name" };
        var url = ServerUrl.CreateOption();
        var command = new Command("show", "Shows an order: its state, and why it waits.") { id, history, json, url };
        command.AddExamples("muster order show 3f9a12c4", "muster order show 3f9a12c4 --history", "muster order show 3f9a12c4 --json | jq .parameters");
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var order = await OrderIds.ResolveAsync(api, parsed.GetRequiredValue(id), cancellationToken);
            var source = new OneOrder(api, order, parsed.GetValue(history));
            await new SnapshotPrinter(source, clock, parsed.InvocationConfiguration, parsed.GetValue(json)).PrintAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
