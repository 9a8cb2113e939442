using System.CommandLine;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Local.Functions;

namespace Muster.Commands;

/// <summary>What is invoked.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Package">Its package.</param>
/// <param name="Settings">What the configuration says of it; none when it is not from there.</param>
internal sealed record InvokeTarget(string Name, FunctionPackage Package, UserFunction? Settings = null)
{
    /// <summary>The fleet's own functions.</summary>
    public static IReadOnlyList<string> Functions { get; } = [UpdateStatus.Name, Presence.Name, TrackOrder.Name, PlaceOrder.Name, Sweep.Name, Notify.Name];

    /// <summary>Finds it.</summary>
    /// <param name="function">One of <see cref="Functions"/>, one of the configuration, or the path of a package.</param>
    /// <param name="packages">Where the packages of the fleet's functions are; none to look for them.</param>
    /// <param name="options">What was said of runtime, handler and configuration.</param>
    /// <param name="parsed">What was typed.</param>
    /// <exception cref="CommandException">There is no such package, or it can't run here.</exception>
    public static InvokeTarget Find(string function, string? packages, InvokeOptions options, ParseResult parsed)
    {
        var (runtime, handler, configured) = (options.Runtime(parsed), options.Handler(parsed), options.Configured(parsed));
        try
        {
            if (configured is var (functions, folder) && functions.TryGetValue(function, out var settings))
            {
                var package = FunctionPackage.Open(Path.Combine(folder, settings.Package), null, runtime ?? settings.Runtime, handler ?? settings.Handler);
                return new InvokeTarget(function, package, settings);
            }

            if (!Functions.Contains(function))
            {
                IEnumerable<string> names = [.. Functions, .. configured?.Functions.Keys ?? []];
                return Path.Exists(function)
                    ? new InvokeTarget(Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(function))), FunctionPackage.Open(function, null, runtime, handler))
                    : throw new CommandException(
                        ExitCode.Failed,
                        $"{function} is neither a function ({string.Join(", ", names)}) nor a folder or zip that is here{(configured is null ? "; functions of your own are found with --config FILE" : "")}");
            }

            packages ??= FunctionPackages.FindDefault() ?? throw new CommandException(
                ExitCode.Failed,
                $"there is no package of {function}: not in {string.Join(", nor in ", FunctionPackages.Places)}. Build it with eng/lambda.sh, or name it with --package; or add --dry-run to call the function in this process, on an empty fleet");
            return new InvokeTarget(function, FunctionPackages.Open(packages, function));
        }
        catch (FunctionPackageException e)
        {
            throw new CommandException(ExitCode.Failed, e.Message, e);
        }
    }
}
