using System.CommandLine;
using System.Text.Json;
using Muster.Fleet.Configuration;

namespace Muster.Commands.Rules;

/// <summary><c>muster rules check</c>: what is wrong with a file's rules.</summary>
internal static class RulesCheckCommand
{
    private const string Section = "$.rules.";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The configuration file (JSON)" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array of problems" };
        var command = new Command("check", "Compiles a configuration's rules and prints every problem, with its rule, line and column; ends with 1 when there is one.") { file, json };
        command.AddExamples("muster rules check fleet.json", "muster rules check fleet.json --json | jq -r '.[] | \"\\(.line):\\(.column) \\(.problem)\"'");
        command.Run(async (parsed, _) =>
        {
            var path = parsed.GetRequiredValue(file);
            var read = RuleSources.ReadFile(path);
            var problems = read.Found.Select(p => View(path, p)).ToList();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(problems, RuleJson.Plain.IReadOnlyListRuleProblemView));
                return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
            }

            foreach (var problem in problems)
            {
                var rule = problem.Rule is null ? "" : $", rule {problem.Rule}";
                await parsed.InvocationConfiguration.Error.WriteLineAsync(Printable.Of($"{path}:{problem.Line}:{problem.Column}{rule}: {problem.Problem}"));
            }

            if (read.Fleet is not { } fleet)
            {
                throw new CommandException(ExitCode.Failed, $"{path} has {problems.Count} problem{(problems.Count == 1 ? "" : "s")}");
            }

            await output.WriteLineAsync($"{path} is right: {fleet.Rules.Count} rule{(fleet.Rules.Count == 1 ? "" : "s")}, {fleet.Rules.Count(r => r.Enabled)} enabled.");
            return ExitCode.Done;
        });
        return command;
    }

    private static RuleProblemView View(string file, ConfigurationProblem problem)
    {
        string? rule = null;
        if (problem.Path.StartsWith(Section, StringComparison.Ordinal))
        {
            var rest = problem.Path.AsSpan(Section.Length);
            var end = rest.IndexOfAny('.', '[');
            rule = (end < 0 ? rest : rest[..end]).ToString();
        }

        return new RuleProblemView(file, problem.Line, problem.Column, problem.Path, rule, problem.Reason);
    }
}
