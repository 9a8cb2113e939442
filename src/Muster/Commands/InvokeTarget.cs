using Muster.Fleet.Functions;
using Muster.Local.Functions;

namespace Muster.Commands;

/// <summary>What is invoked.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Package">Its package.</param>
internal sealed record InvokeTarget(string Name, FunctionPackage Package)
{
    /// <summary>The fleet's own functions.</summary>
    public static IReadOnlyList<string> Functions { get; } = [UpdateStatus.Name, Presence.Name, TrackOrder.Name, PlaceOrder.Name, Sweep.Name, Notify.Name];

    /// <summary>Finds it.</summary>
    /// <param name="function">One of <see cref="Functions"/>, or the path of a package.</param>
    /// <param name="packages">Where the packages of the fleet's functions are; none to look for them.</param>
    /// <exception cref="CommandException">There is no such package, or it can't run here.</exception>
    public static InvokeTarget Find(string function, string? packages)
    {
        try
        {
            if (!Functions.Contains(function))
            {
                return Path.Exists(function)
                    ? new InvokeTarget(Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(function))), FunctionPackage.Open(function))
                    : throw new CommandException(ExitCode.Failed, $"{function} is neither a function ({string.Join(", ", Functions)}) nor a folder or zip that is here");
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
