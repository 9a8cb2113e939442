using System.CommandLine;
using System.CommandLine.Help;

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

    /// <summary>Adds examples at the end of the help of <paramref name="command"/>.</summary>
    /// <param name="command">The command; it must not have a help option of its own yet.</param>
    /// <param name="examples">A line each.</param>
    public static void AddExamples(this Command command, params string[] examples) =>
        command.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new ExamplesHelpAction(examples) });
}
