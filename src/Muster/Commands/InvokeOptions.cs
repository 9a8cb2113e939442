using System.CommandLine;
using System.CommandLine.Parsing;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Hosting;
using Muster.Local.Functions;

namespace Muster.Commands;

/// <summary>What can be said of a function's set-up on the command line.</summary>
internal sealed class InvokeOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Option<string?> _runtime = new Option<string?>("--runtime") { Description = "The package's runtime, by AWS's identifier: provided.al2023, python3.13, nodejs22.x, dotnet10, ... [default: by its files]", HelpName = "NAME" };
    private readonly Option<string?> _config = new("--config") { Description = "The configuration file whose functions can be named: package, settings and environment are taken from there; what is given here goes before it", HelpName = "FILE" };
    private readonly Option<int?> _memory = new Option<int?>("--memory") { Description = "The memory size in MB that the function is told, 128 to 10240; more is reported, not cut off [default: 128]", HelpName = "MB" }.CheckRange(128, 10240);
    private readonly Option<string?> _timeout = DurationOption.Create("--timeout", "How long an invocation may take, 1s to 15m [default: 3s]")
        .Check(text => Durations.Parse(text) is { } time && (time < TimeSpan.FromSeconds(1) || time > Longest) ? "allowed are 1s to 15m" : null);
    private readonly Option<string[]> _variables = new("--env") { Description = "An environment variable of the function; may come again", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _handler = new("--handler") { Description = "The handler, such as handler.lambda_handler; of a package with its own bootstrap, what _HANDLER says [default: by its files; else the function's name]", HelpName = "NAME" };

    /// <summary>Adds them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isOneMemorySize">Whether it takes one memory size.</param>
    public void AddTo(Command command, bool isOneMemorySize = true)
    {
        command.Add(_config);
        command.Add(_runtime);
        if (isOneMemorySize)
        {
            command.Add(_memory);
        }

        command.Add(_timeout);
        command.Add(_variables);
        command.Add(_handler);
        _variables.Validators.Add(CheckVariables);
        _runtime.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && FunctionRuntime.Parse(given) is null)
            {
                result.AddError($"--runtime is \"{given}\", no runtime that functions can have here; known are {FunctionRuntime.Names}");
            }
        });
    }

    /// <summary>The runtime that was given; none to find it by the package's files.</summary>
    public FunctionRuntime? Runtime(ParseResult parsed) => parsed.GetValue(_runtime) is { } name ? FunctionRuntime.Parse(name) : null;

    /// <summary>The handler that was given; none for the usual one.</summary>
    public string? Handler(ParseResult parsed) => parsed.GetValue(_handler);

    /// <summary>The functions of the configuration file that was given, and the folder of their packages; none without one.</summary>
    /// <exception cref="CommandException">The file has problems.</exception>
    public (IReadOnlyDictionary<string, UserFunction> Functions, string Folder)? Configured(ParseResult parsed)
    {
        if (parsed.GetValue(_config) is not { } path)
        {
            return null;
        }

        try
        {
            var file = ConfigFile.Read(path);
            return file.Fleet is { } fleet ? (fleet.Functions, OwnFunctions.FolderOf(file)) : throw new CommandException(ExitCode.Failed, string.Join('\n', file.Problems));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the configuration {path}: {e.Message}", e);
        }
    }

    /// <summary>The set-up of what is invoked.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="target">What is invoked.</param>
    /// <param name="more">Variables that the function has unless they are given.</param>
    public FunctionOptions Read(ParseResult parsed, InvokeTarget target, IReadOnlyDictionary<string, string> more)
    {
        var (name, settings) = (target.Name, target.Settings);
        var variables = new Dictionary<string, string>(more, StringComparer.Ordinal);
        foreach (var (variable, value) in settings?.Environment ?? new Dictionary<string, string>())
        {
            variables[variable] = UserFunction.WithTables(value, Environment.GetEnvironmentVariable(UpSettings.TablePrefixVariable) ?? "");
        }

        foreach (var pair in parsed.GetValue(_variables) ?? [])
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            variables[pair[..end]] = pair[(end + 1)..];
        }

        var defaults = new FunctionOptions { Name = name };
        return defaults with
        {
            Handler = parsed.GetValue(_handler),
            MemorySize = parsed.GetValue(_memory) ?? settings?.Memory ?? defaults.MemorySize,
            Timeout = parsed.GetValue(_timeout) is { } text ? Durations.Parse(text)!.Value : settings?.Timeout ?? defaults.Timeout,
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
