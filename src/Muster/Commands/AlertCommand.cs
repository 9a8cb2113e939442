using System.CommandLine;

namespace Muster.Commands;

/// <summary><c>muster alert</c>: what an operator does with an alert.</summary>
internal static class AlertCommand
{
    /// <summary>The command with its subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("alert", "Acknowledges an alert.") { CreateAcknowledge("alert") };
        command.AddExamples("muster alert acknowledge ROBOT_FAULT:robot-3");
        return command;
    }

    /// <summary><c>acknowledge</c>, below <c>alert</c> and, for those who are in <c>alerts</c> already, there too.</summary>
    public static Command CreateAcknowledge(string parent)
    {
        var id = new Argument<string>("ID") { Description = "The alert's id; without its number, the open one of that kind and subject" };
        var json = Answers.CreateJsonOption("the alert");
        var url = ServerUrl.CreateOption();
        var command = new Command("acknowledge", "Notes that somebody takes care of it.") { id };
        var actor = ActorOptions.AddNameTo(command);
        command.Add(json);
        command.Add(url);
        command.AddExamples($"muster {parent} acknowledge ROBOT_FAULT:robot-3:17", $"muster {parent} acknowledge ROBOT_FAULT:robot-3 --by anna");
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var alert = await ResolveAsync(api, parsed.GetRequiredValue(id), cancellationToken);
            var path = $"api/alerts/{Uri.EscapeDataString(alert)}/acknowledge";
            var answer = await api.SendAsync(HttpMethod.Post, path, writer => actor.Write(parsed, writer), key: null, cancellationToken);
            await Answers.PrintAsync(parsed.InvocationConfiguration, parsed.GetValue(json), answer.Body, body => [AlertList.Line(AlertList.Read(body))]);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The id of the open alert that <paramref name="text"/> names by kind and subject; else it is taken for an id.</summary>
    private static async Task<string> ResolveAsync(FleetApi api, string text, CancellationToken cancellationToken)
    {
        var open = await api.ListAsync("api/alerts", [("open", "true")], "before", int.MaxValue, cancellationToken);
        return open.Items!.Select(AlertList.Read).FirstOrDefault(a => $"{a.Kind}:{a.Subject}" == text)?.Id ?? text;
    }
}
