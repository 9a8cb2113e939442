using System.CommandLine;
using Muster.Local.Functions;

namespace Muster.Hosting;

/// <summary>The options of <c>muster up</c> that say where the functions run.</summary>
internal sealed class FunctionsOptions
{
    private const string InProcess = "in-process";
    private const string Lambda = "lambda";

    private readonly Option<string> _functions = new("--functions")
    {
        Description = "Where functions run: in-process, or lambda: each a process of its own, from its package, as on AWS Lambda",
        HelpName = $"{InProcess}|{Lambda}",
        DefaultValueFactory = _ => InProcess,
    };

    private readonly Option<string?> _packages = new("--function-packages")
    {
        Description = "With --functions lambda: the package (a folder or zip), or a folder with one for each function [default: lambda beside the program, else what eng/lambda.sh built]",
        HelpName = "DIR",
    };

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_functions);
        command.Add(_packages);
        _functions.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not (InProcess or Lambda) and var given }])
            {
                result.AddError($"--functions is \"{given}\"; it must be {InProcess} or {Lambda}");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(_packages) is not null && result.GetValue(_functions) != Lambda)
            {
                result.AddError($"--function-packages is for --functions {Lambda}");
            }
        });
    }

    /// <summary>Puts into <paramref name="options"/> what was given.</summary>
    /// <exception cref="StartException">No package is to be found.</exception>
    public UpOptions Apply(ParseResult parsed, UpOptions options) => parsed.GetValue(_functions) != Lambda
        ? options
        : options with
        {
            FunctionPackages = parsed.GetValue(_packages) ?? FunctionPackages.FindDefault()
                ?? throw new StartException($"no function packages are here: not in {string.Join(", nor in ", FunctionPackages.Places)}; build them with eng/lambda.sh, or name a folder with --function-packages"),
        };
}
