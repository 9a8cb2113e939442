using System.CommandLine;
using System.Text.Json;

namespace Muster.Commands;

/// <summary><c>muster site</c>: holds a site, and releases it.</summary>
internal static class SiteCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create()
    {
        var command = new Command("site", "Holds a site, or releases it.")
        {
            Create("hold", "Holds a site: orders are taken, and none is given to a robot.", "muster site hold munich --reason 'fire alarm'"),
            Create("release", "Releases a site: orders are given to robots again.", "muster site release munich"),
        };
        command.AddExamples("muster site hold munich --reason 'fire alarm'", "muster site release munich");
        return command;
    }

    private static Command Create(string verb, string description, string example)
    {
        var name = new Argument<string>("SITE") { Description = "The site's name" }.CheckName();
        var json = Answers.CreateJsonOption("the site");
        var url = ServerUrl.CreateOption();
        var command = new Command(verb, description) { name };
        var actor = ActorOptions.AddTo(command);
        command.Add(json);
        command.Add(url);
        command.AddExamples(example);
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var path = $"api/sites/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/{verb}";
            var answer = await api.SendAsync(HttpMethod.Post, path, writer => actor.Write(parsed, writer), key: null, cancellationToken);
            await Answers.PrintAsync(parsed.InvocationConfiguration, parsed.GetValue(json), answer.Body, Describe);
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Describe(JsonElement item)
    {
        var site = item.Deserialize(CommandJson.Default.SiteSummary)!;
        var standing = site.Hold is { } hold ? $"is held by {hold.By}{(hold.Why is null ? "" : $": {hold.Why}")}" : "is not held: orders are given to robots";
        return [Printable.Of($"{site.Name} {standing}")];
    }
}
