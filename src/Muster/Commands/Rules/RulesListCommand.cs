using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muster.Api;
using Spectre.Console;

namespace Muster.Commands.Rules;

/// <summary><c>muster rules list</c>: the rules in force.</summary>
internal static class RulesListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "List the rules of this configuration file, and not those of a Muster that runs", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array" };
        var url = ServerUrl.CreateOption();
        var command = new Command("list", "Lists the rules in force, the fleet's own and the configuration's: topics, actions, and what came of them.") { config, json, url };
        command.AddExamples(
            "muster rules list",
            "muster rules list --config fleet.json",
            "muster rules list --json | jq -r '.[] | select(any(.actions[]; .failed > 0)) | .name'");
        command.Run(async (parsed, cancellationToken) =>
        {
            var rules = parsed.GetValue(config) is { } file
                ? RuleSources.Read(file)
                : await RuleSources.AskAsync(ServerUrl.From(parsed, url), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(rules, RuleJson.Plain.IReadOnlyListRuleView));
            }
            else
            {
                Tables.Console(output).Write(Draw(rules));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Table Draw(IReadOnlyList<RuleView> rules)
    {
        var table = Tables.Create(["RULE", "TOPICS", "ACTIONS", "SELECTED", "PASSED OVER", "DONE", "FAILED"], "TOPICS", "ACTIONS");
        foreach (var column in table.Columns.Skip(3))
        {
            column.RightAligned();
        }

        foreach (var rule in rules)
        {
            // A rule of several actions has a line for each.
            for (var i = 0; i < rule.Actions.Count; i++)
            {
                var action = rule.Actions[i];
                table.AddRow(
                    Tables.Cell(i > 0 ? " " : rule.Enabled ? rule.Name : $"{rule.Name} (off)"),
                    Tables.Cell(i > 0 ? " " : rule.Filter),
                    Tables.Cell($"{(action.Error == true ? "on error: " : "")}{action.Type} {action.Target}"),
                    i > 0 ? new Text("") : Number(rule.Selected),
                    i > 0 ? new Text("") : Number(rule.NotSelected),
                    Number(action.Succeeded),
                    Number(action.Failed));
            }
        }

        return table;
    }

    private static Text Number(long? value) => Tables.Cell(value?.ToString(CultureInfo.InvariantCulture));
}
