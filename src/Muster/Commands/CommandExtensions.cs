using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary>What the commands have in common.</summary>
internal static class CommandExtensions
{
    /// <summary>Sets what <paramref name="command"/> does; a <see cref="CommandException"/> becomes its line and exit code here.</summary>
    public static void Run(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                return await action(parsed, cancellationToken);
            }
            catch (CommandException e)
            {
                await error.WriteLineAsync($"muster: {e.Message}");
                return e.ExitCode;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await error.WriteLineAsync("muster: stopped before it was done");
                return ExitCode.Failed;
            }
        });

    /// <summary>Refuses what <paramref name="explain"/> gives a reason for; an option that was not given is fine.</summary>
    public static Option<string?> Check(this Option<string?> option, Func<string, string?> explain)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && explain(text) is { } reason)
            {
                result.AddError($"{option.Name} is \"{text}\"; {reason}");
            }
        });
        return option;
    }

    /// <summary>Refuses what is not a name as robots, sites and items have.</summary>
    public static Argument<string> CheckName(this Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !RobotName.IsValid(name))
            {
                result.AddError($"{argument.Name} is \"{name}\"; a name is {RobotName.Rule}");
            }
        });
        return argument;
    }

    /// <summary>Refuses a number that is not within the range; an option that was not given is fine.</summary>
    public static Option<int?> CheckRange(this Option<int?> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            {
                result.AddError($"{option.Name} is \"{text}\"; allowed are {least} to {most}");
            }
        });
        return option;
    }

    /// <summary>Adds examples at the end of the help of <paramref name="command"/>.</summary>
    /// <param name="command">The command; it must not have a help option of its own yet.</param>
    /// <param name="examples">A line each.</param>
    public static void AddExamples(this Command command, params string[] examples) =>
        command.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new ExamplesHelpAction(examples) });
}
