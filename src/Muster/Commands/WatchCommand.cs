using System.CommandLine;
using Muster.Fleet.Rules;

namespace Muster.Commands;

/// <summary><c>muster watch</c>: prints the messages on topics as they come.</summary>
internal static class WatchCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">For the pause before it connects anew.</param>
    public static Command Create(TimeProvider clock)
    {
        var filter = new Argument<string>("FILTER") { Description = "Which topics; + stands for one level, # at the end for all below" };
        var count = new Option<int?>("--count") { Description = "Stop after so many messages [default: at Ctrl-C]", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = """Print an object a line: {"topic":…,"payload":…,"retain":…}; a payload that is no text as base64, with "encoding":"base64" """.TrimEnd() };
        var url = ServerUrl.CreateOption();
        var command = new Command("watch", "Prints the messages on the topics that match, as they come.") { filter, count, json, url };
        command.AddExamples(
            "muster watch 'robots/+/status'",
            "muster watch 'fleet/#' --json | jq .payload",
            "muster watch fleet/robots/FakeRobot --count 1");
        filter.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (TopicFilter.Check(text) is { } problem)
            {
                result.AddError($"FILTER is \"{text}\": {problem}");
            }
        });
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--count must be 1 or more");
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            var watch = new TopicWatch(ServerUrl.From(parsed, url), parsed.GetRequiredValue(filter), clock, parsed.InvocationConfiguration.Error);
            using var output = new LineOutput(parsed.InvocationConfiguration);
            var isTerminal = ReferenceEquals(parsed.InvocationConfiguration.Output, Console.Out) && !Console.IsOutputRedirected;
            var left = parsed.GetValue(count) ?? int.MaxValue;
            try
            {
                await foreach (var message in watch.ReadAsync(cancellationToken))
                {
                    var line = parsed.GetValue(json) ? MessageLine.Json(message) : MessageLine.Text(message);
                    if (!output.TryWriteLine(isTerminal ? Printable.Of(line) : line) || --left == 0)
                    {
                        break;
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C, which is how it is meant to end.
            }

            return ExitCode.Done;
        });
        return command;
    }
}
