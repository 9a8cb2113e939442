using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Muster.Commands;

/// <summary>Runs what was typed, with the exit codes of <see cref="ExitCode"/>.</summary>
internal static class CommandLine
{
    // A payload or a topic may begin with '@': it is data, not the name of a file with more arguments.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses and runs <paramref name="args"/>; returns the exit code.</summary>
    /// <param name="root">The command with all the others.</param>
    /// <param name="args">What was typed; nothing at all shows the help.</param>
    /// <param name="configuration">Where output goes; the console when none.</param>
    /// <param name="cancellationToken">Stops it, as Ctrl-C does.</param>
    public static Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> args, InvocationConfiguration? configuration = null, CancellationToken cancellationToken = default)
    {
        root.Options.OfType<HelpOption>().Single().Action = new ExamplesHelpAction([]);
        var parsed = root.Parse(args.Count == 0 ? ["--help"] : args, Parser);
        // The library's own action prints the whole help to standard output and ends with 1, "refused".
        return parsed.Action is ParseErrorAction
            ? ExplainAsync(parsed, configuration ?? new InvocationConfiguration())
            : parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static async Task<int> ExplainAsync(ParseResult parsed, InvocationConfiguration configuration)
    {
        foreach (var error in parsed.Errors)
        {
            await configuration.Error.WriteLineAsync($"muster: {error.Message}");
        }

        await configuration.Error.WriteLineAsync($"Try: {Path(parsed.CommandResult)} --help");
        return ExitCode.Usage;
    }

    private static string Path(CommandResult command) => command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "muster";
}
