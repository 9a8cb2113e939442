using Muster.Fleet.Configuration;

namespace Muster.Local.Functions.Runtimes;

/// <summary>
/// Finds the machine's interpreters: what a variable names (<c>MUSTER_PYTHON</c>, <c>MUSTER_NODE</c>, <c>MUSTER_DOTNET</c>), else
/// what is in the folders that a function's own <c>PATH</c> has, else what is on Muster's.
/// </summary>
internal static class RuntimePrograms
{
    /// <summary>The program that runs <paramref name="runtime"/>'s code.</summary>
    /// <exception cref="FunctionPackageException">There is none.</exception>
    public static string Find(FunctionRuntime runtime)
    {
        var (variable, names, package) = runtime.Kind switch
        {
            // The named version where it is there, else the machine's own.
            FunctionRuntimeKind.Python => ("MUSTER_PYTHON", new[] { runtime.Name, "python3" }, "python3"),
            FunctionRuntimeKind.Node => ("MUSTER_NODE", ["node"], "nodejs"),
            _ => ("MUSTER_DOTNET", ["dotnet"], "the .NET runtime"),
        };
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? Path.GetFullPath(named) : throw new FunctionPackageException($"{variable} is {named}, and there is no such file");
        }

        if (runtime.Kind == FunctionRuntimeKind.DotNet && Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root && File.Exists(Path.Combine(root, "dotnet")))
        {
            return Path.Combine(root, "dotnet");
        }

        // Muster's own PATH comes last: what is on it may need more of Muster's environment than functions get, as shims of version managers do.
        string[] ours = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return In(FunctionVariables.Path.Split(':'), names) ?? In(ours, names)
            ?? throw new FunctionPackageException($"the runtime {runtime} needs {names[^1]}, and it is not here: install {package} (Debian: eng/setup.sh), or name the program with {variable}");
    }

    private static string? In(string[] folders, string[] names) =>
        names.SelectMany(name => folders.Select(f => Path.Combine(f, name))).FirstOrDefault(File.Exists);
}
