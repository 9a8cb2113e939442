using System.CommandLine;
using System.CommandLine.Parsing;
using Muster.Fleet.Messages;
using Muster.Local.Functions;

namespace Muster.Commands;

/// <summary>What can be said of a function's set-up on the command line.</summary>
internal sealed class InvokeOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Option<int?> _memory = new Option<int?>("--memory") { Description = "The memory size in MB that the function is told, 128 to 10240; more is reported, not cut off [default: 128]", HelpName = "MB" }.CheckRange(128, 10240);
    private readonly Option<string?> _timeout = DurationOption.Create("--timeout", "How long an invocation may take, 1s to 15m [default: 3s]")
        .Check(text => Durations.Parse(text) is { } time && (time < TimeSpan.FromSeconds(1) || time > Longest) ? "allowed are 1s to 15m" : null);
    private readonly Option<string[]> _variables = new("--env") { Description = "An environment variable of the function; may come again", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _handler = new("--handler") { Description = "What _HANDLER says [default: the function's name]", HelpName = "NAME" };

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_memory);
        command.Add(_timeout);
        command.Add(_variables);
        command.Add(_handler);
        _variables.Validators.Add(CheckVariables);
    }

    /// <summary>The set-up of the function <paramref name="name"/>.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="more">Variables that the function has unless they are given.</param>
    public FunctionOptions Read(ParseResult parsed, string name, IReadOnlyDictionary<string, string> more)
    {
        var variables = new Dictionary<string, string>(more, StringComparer.Ordinal);
        foreach (var pair in parsed.GetValue(_variables) ?? [])
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            variables[pair[..end]] = pair[(end + 1)..];
        }

        var defaults = new FunctionOptions { Name = name };
        return defaults with
        {
            Handler = parsed.GetValue(_handler),
            MemorySize = parsed.GetValue(_memory) ?? defaults.MemorySize,
            Timeout = parsed.GetValue(_timeout) is { } text ? Durations.Parse(text)!.Value : defaults.Timeout,
            Environment = variables,
        };
    }

    private static void CheckVariables(OptionResult result)
    {
        foreach (var text in result.Tokens.Select(t => t.Value))
        {
            var end = text.IndexOf('=', StringComparison.Ordinal);
            if (end < 1)
            {
                result.AddError($"--env is \"{text}\"; it must be like MUSTER_TABLE_PREFIX=test-");
            }
            else if (FunctionVariables.IsReserved(text[..end]))
            {
                result.AddError($"--env {text[..end]}= is not possible: Lambda sets this variable itself");
            }
        }
    }
}
