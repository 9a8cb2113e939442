using Muster.Fleet.Configuration;

namespace Muster.Local.Functions.Runtimes;

/// <summary>Finds out what nobody has said: which runtime a package is for, and which handler is meant. What is not clear is not guessed.</summary>
internal static class PackageGuess
{
    private static readonly string[] NodeEndings = [".mjs", ".js", ".cjs"];
    private static readonly string[] PythonModules = ["handler", "lambda_function"];

    /// <summary>The runtime of the files in <paramref name="folder"/>.</summary>
    /// <param name="folder">The package's files.</param>
    /// <param name="source">What people call the package.</param>
    /// <param name="handler">The handler, when it is known.</param>
    /// <exception cref="FunctionPackageException">It is not clear.</exception>
    public static FunctionRuntime Runtime(string folder, string source, string? handler)
    {
        if (File.Exists(Path.Combine(folder, FunctionPackage.BootstrapName)))
        {
            return FunctionRuntime.Provided;
        }

        var module = Path.Combine(folder, handler is null ? "" : handler[..Math.Max(0, handler.LastIndexOf('.'))]);
        var found = new List<FunctionRuntime>();
        if (handler is null ? PythonModules.Any(m => IsPython(Path.Combine(folder, m))) : IsPython(module))
        {
            found.Add(FunctionRuntime.Python);
        }

        if (IsNode(handler is null ? Path.Combine(folder, "index") : module))
        {
            found.Add(FunctionRuntime.Node);
        }

        if (handler?.Contains("::", StringComparison.Ordinal) ?? (found.Count == 0 && Assemblies(folder).Count > 0))
        {
            found.Add(FunctionRuntime.DotNet);
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw new FunctionPackageException(NothingKnown(folder, source, handler)),
            _ => throw new FunctionPackageException($"{source} could be for {found[0]} or {found[1]}: say which is meant, with \"runtime\" in the configuration or --runtime"),
        };
    }

    /// <summary>The handler that is usual with <paramref name="runtime"/>; none for a package that brings its own executable.</summary>
    /// <exception cref="FunctionPackageException">It is not clear.</exception>
    public static string? Handler(FunctionRuntime runtime, string folder, string source) => runtime.Kind switch
    {
        FunctionRuntimeKind.Python => PythonModules.FirstOrDefault(m => IsPython(Path.Combine(folder, m))) is { } module
            ? $"{module}.lambda_handler"
            : throw new FunctionPackageException($"{source} has neither handler.py nor lambda_function.py: say which handler is meant, such as status.lambda_handler for lambda_handler in status.py"),
        FunctionRuntimeKind.Node => IsNode(Path.Combine(folder, "index"))
            ? "index.handler"
            : throw new FunctionPackageException($"{source} has no index.mjs, index.js or index.cjs: say which handler is meant, such as status.handler for handler in status.mjs"),
        FunctionRuntimeKind.DotNet => Assemblies(folder) is [var only]
            ? only
            : throw new FunctionPackageException($"{source} has not exactly one *.runtimeconfig.json: say which handler is meant; for .NET, the name of the assembly whose Main runs the function"),
        _ => null,
    };

    /// <summary>The names of the assemblies that can be run.</summary>
    private static List<string> Assemblies(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.runtimeconfig.json").Select(p => Path.GetFileName(p)[..^".runtimeconfig.json".Length]).Order(StringComparer.Ordinal)];

    private static bool IsPython(string path) => File.Exists(path + ".py") || File.Exists(Path.Combine(path, "__init__.py"));

    private static bool IsNode(string path) => NodeEndings.Any(ending => File.Exists(path + ending));

    private static string NothingKnown(string folder, string source, string? handler)
    {
        if (handler is not null)
        {
            return $"{source} has no {FunctionPackage.BootstrapName} at its top level, nor a Python or Node.js file for the handler {handler}: say what it is for, with \"runtime\" in the configuration or --runtime";
        }

        var below = FunctionPackage.FindBelow(folder, FunctionPackage.BootstrapName);
        return $"{source} has no {FunctionPackage.BootstrapName} at its top level{(below is null ? "" : $" (there is one at {Path.GetRelativePath(folder, below)})")}, "
            + "nor handler.py, lambda_function.py, index.mjs, index.js, index.cjs or a *.runtimeconfig.json; Lambda's provided.al2023 starts the executable of that name, other runtimes need a handler";
    }
}
