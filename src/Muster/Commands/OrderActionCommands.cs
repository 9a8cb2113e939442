using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Commands;

/// <summary>What an operator does with an order: <c>muster order cancel|priority|requeue|fail</c>.</summary>
internal static class OrderActionCommands
{
    /// <summary><c>muster order cancel</c>.</summary>
    public static Command CreateCancel()
    {
        var command = CreatePost("cancel", "Calls an order off; a robot that works on it is told to stop.");
        command.AddExamples("muster order cancel 3f9a12c4", "muster order cancel 3f9a12c4 --reason 'customer left'");
        return command;
    }

    /// <summary><c>muster order requeue</c>.</summary>
    public static Command CreateRequeue()
    {
        var command = CreatePost("requeue", "Sends an order back into the queue: away from its robot, or once more after it failed.");
        command.AddExamples("muster order requeue 3f9a12c4 --reason 'robot-3 stands at a closed door'");
        return command;
    }

    /// <summary><c>muster order fail</c>.</summary>
    public static Command CreateFail()
    {
        var command = CreatePost("fail", "Ends an order as FAILED by hand.", needsReason: true);
        command.AddExamples("muster order fail 3f9a12c4 --reason 'no milk left'");
        return command;
    }

    /// <summary><c>muster order priority</c>.</summary>
    public static Command CreatePriority()
    {
        var number = new Argument<int>("N") { Description = $"0 to {Order.MaxPriority}; higher goes first" };
        number.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text is not [>= '0' and <= '9'])
            {
                result.AddError($"N is \"{text}\"; a priority is 0 to {Order.MaxPriority}");
            }
        });
        var command = Create(
            "priority",
            "Gives an order another priority.",
            HttpMethod.Patch,
            suffix: "",
            needsReason: false,
            number,
            (parsed, writer) => writer.WriteNumber("priority", parsed.GetValue(number)),
            order => [string.Create(CultureInfo.InvariantCulture, $"{order.Id} {OrderText.Standing(order)}, priority {order.Priority}")]);
        command.AddExamples("muster order priority 3f9a12c4 9", "muster order priority 3f9a12c4 0 --reason 'can wait till tomorrow'");
        return command;
    }

    private static Command CreatePost(string verb, string description, bool needsReason = false) =>
        Create(verb, description, HttpMethod.Post, $"/{verb}", needsReason, more: null, (_, _) => { }, OrderText.Lines);

    private static Command Create(
        string verb,
        string description,
        HttpMethod method,
        string suffix,
        bool needsReason,
        Argument? more,
        Action<ParseResult, Utf8JsonWriter> writeMore,
        Func<OrderView, IEnumerable<string>> describe)
    {
        var id = OrderIds.CreateArgument();
        var json = Answers.CreateJsonOption("the order");
        var url = ServerUrl.CreateOption();
        var command = new Command(verb, description) { id };
        if (more is not null)
        {
            command.Add(more);
        }

        var actor = ActorOptions.AddTo(command, needsReason);
        command.Add(json);
        command.Add(url);
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var order = await OrderIds.ResolveAsync(api, parsed.GetRequiredValue(id), cancellationToken);
            var answer = await api.SendAsync(
                method,
                $"api/orders/{order}{suffix}",
                writer =>
                {
                    writeMore(parsed, writer);
                    actor.Write(parsed, writer);
                },
                key: null,
                cancellationToken);
            await Answers.PrintAsync(parsed.InvocationConfiguration, parsed.GetValue(json), answer.Body, body => describe(OrderText.Read(body)));
            return ExitCode.Done;
        });
        return command;
    }
}
