using System.CommandLine;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary><c>muster order place</c>: places an order, and follows it where asked to.</summary>
internal static class OrderPlaceCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For deadlines, and for the pace of <c>--wait</c>.</param>
    /// <param name="random">Makes idempotency keys.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var options = new OrderPlaceOptions();
        var wait = new Option<bool>("--wait") { Description = "Follow it to its end, a line for each change; ends with 0 when it is COMPLETED, else with 1" };
        var timeout = DurationOption.Create("--timeout", "With --wait: follow it for so long at most, like 5m [default: to its end]");
        var json = new Option<bool>("--json") { Description = "Print the order as JSON; with --wait an object a line" };
        var url = ServerUrl.CreateOption();
        var command = new Command("place", "Places an order, and prints its id, its state, and its robot or why it waits.");
        options.AddTo(command);
        command.Add(wait);
        command.Add(timeout);
        command.Add(json);
        command.Add(url);
        command.AddExamples(
            "muster order place latte --site munich",
            "muster order place latte --site munich --param size=large --param shots=2 --reference 'table 4'",
            """muster order place delivery --site munich --parameters '{"from": "kitchen", "to": "room 12"}' --expires 30m --deadline 20m""",
            "muster order place latte --site munich --wait --timeout 5m && echo served",
            "muster order place latte --site munich --key \"$ORDER_NUMBER\" --json | jq -r .id");
        command.Validators.Add(result =>
        {
            if (result.GetResult(timeout) is not null && !result.GetValue(wait))
            {
                result.AddError("--timeout is for --wait");
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var body = options.Body(parsed, clock);
            var placement = new OrderPlacement(api, clock, parsed.InvocationConfiguration.Error);
            var order = await placement.PlaceAsync(body, options.Key(parsed, random), cancellationToken);
            await Answers.PrintAsync(parsed.InvocationConfiguration, parsed.GetValue(json), order, item => OrderText.Lines(OrderText.Read(item)));
            if (!parsed.GetValue(wait))
            {
                return ExitCode.Done;
            }

            var follower = new OrderFollower(api, clock, parsed.InvocationConfiguration, parsed.GetValue(json));
            return await follower.FollowAsync(OrderText.Read(order), parsed.GetValue(timeout) is { } text ? Durations.Parse(text) : null, cancellationToken);
        });
        return command;
    }
}
