using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Muster.Commands;

/// <summary>A command's help with examples at its end, where they stay in sight. (In the description they would show in the list of commands, too.)</summary>
internal sealed class ExamplesHelpAction(IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    /// <summary>Asking for help is never wrong, whatever else is on the line.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        var help = new StringWriter();
        configuration.Output = help;
        var result = _help.Invoke(parseResult);
        configuration.Output = output;
        output.Write(parseResult.CommandResult.Command.Subcommands.Aggregate(help.ToString(), BracketOptionalArguments));
        if (examples.Count == 0)
        {
            return result;
        }

        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return result;
    }

    /// <summary>The library brackets an argument that may be left out in a command's own usage, but not in the list of its parent's commands.</summary>
    private static string BracketOptionalArguments(string help, Command command)
    {
        foreach (var name in command.Arguments.Where(a => a.Arity.MinimumNumberOfValues == 0).Select(a => a.Name))
        {
            var (listed, right) = ($"  {command.Name} <{name}>  ", $"  {command.Name} [<{name}>]");
            help = help.Replace($"{listed}  ", $"{right}  ", StringComparison.Ordinal).Replace(listed, $"{right}  ", StringComparison.Ordinal);
        }

        return help;
    }
}
