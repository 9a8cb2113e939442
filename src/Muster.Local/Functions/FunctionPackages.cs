using System.Runtime.InteropServices;

namespace Muster.Local.Functions;

/// <summary>Where the fleet's functions lie, packed.</summary>
public static class FunctionPackages
{
    /// <summary>Where packages are looked for when nobody names them: beside the program, then where <c>eng/lambda.sh</c> builds them.</summary>
    public static IReadOnlyList<string> Places { get; } =
    [
        Path.Combine(AppContext.BaseDirectory, "lambda"),
        Path.Combine("artifacts", "lambda", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64"),
    ];

    /// <summary>The first of <see cref="Places"/> that is there; none when none is.</summary>
    public static string? FindDefault() => Places.FirstOrDefault(Directory.Exists);

    /// <summary>Opens the package of <paramref name="function"/>.</summary>
    /// <param name="packages">A zip; a folder with a <c>bootstrap</c> or <c>function.zip</c>, for all functions; or one with a folder or zip of the function's name.</param>
    /// <param name="function">The function's name.</param>
    /// <exception cref="FunctionPackageException">There is none, or it can't run.</exception>
    public static FunctionPackage Open(string packages, string function)
    {
        if (!Directory.Exists(packages))
        {
            return FunctionPackage.Open(packages);
        }

        var own = Path.Combine(packages, function);
        var candidates = new[] { own, own + ".zip", Path.Combine(packages, FunctionPackage.BootstrapName), Path.Combine(packages, "function.zip") };
        var found = candidates.FirstOrDefault(c => c == own ? Directory.Exists(c) : File.Exists(c))
            ?? throw new FunctionPackageException(
                $"{packages} has no package for {function}: it must have {function}/{FunctionPackage.BootstrapName} or {function}.zip, or one for all functions, {FunctionPackage.BootstrapName} or function.zip");
        return FunctionPackage.Open(found == candidates[2] ? packages : found);
    }
}
