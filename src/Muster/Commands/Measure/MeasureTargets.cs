using System.CommandLine;
using Muster.Local.Measure;

namespace Muster.Commands.Measure;

/// <summary>Finds what is measured.</summary>
internal static class MeasureTargets
{
    /// <summary>Finds each.</summary>
    /// <param name="typed">What was typed: PACKAGE or NAME=PACKAGE.</param>
    /// <param name="packages">Where the packages of the fleet's functions are; none to look for them.</param>
    /// <param name="options">The set-up that was typed.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="more">Variables that functions have unless they are given.</param>
    /// <exception cref="CommandException">There is no such package, it can't run here, or two have the same name.</exception>
    public static IReadOnlyList<MeasuredPackage> Find(
        IReadOnlyList<string> typed, string? packages, InvokeOptions options, ParseResult parsed, IReadOnlyDictionary<string, string> more)
    {
        var found = new List<MeasuredPackage>();
        foreach (var text in typed)
        {
            var (name, package) = Split(text);
            var target = InvokeTarget.Find(package, packages, options, parsed);
            name ??= target.Name;
            if (found.Exists(f => f.Name == name))
            {
                throw new CommandException(ExitCode.Usage, $"two packages are called {name}; give one another name, such as {name}-2={package}");
            }

            found.Add(new MeasuredPackage(name, target.Package, options.Read(parsed, target, more)));
        }

        return found;
    }

    /// <summary>A path may have a "=", too: what is there, or has a "/" before it, is a path.</summary>
    private static (string? Name, string Package) Split(string text) =>
        !Path.Exists(text) && text.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && !text[..end].Contains('/', StringComparison.Ordinal)
            ? (text[..end], text[(end + 1)..])
            : (null, text);
}
