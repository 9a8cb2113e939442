using Muster.Fleet.Configuration;

namespace Muster.Local.Functions.Runtimes;

/// <summary>What is started for a package.</summary>
internal static class RuntimeCommand
{
    /// <summary>The program and its arguments.</summary>
    /// <param name="runtime">The package's runtime.</param>
    /// <param name="handler">Its handler; none with <see cref="FunctionRuntimeKind.Provided"/>.</param>
    /// <param name="folder">Its files.</param>
    /// <param name="source">What people call it.</param>
    /// <param name="cache">The folder of unpacked packages.</param>
    /// <exception cref="FunctionPackageException">It can't run here.</exception>
    public static IReadOnlyList<string> For(FunctionRuntime runtime, string? handler, string folder, string source, string cache) => runtime.Kind switch
    {
        // -s, -B: no packages of the user's own, no files written beside the function's, as on Lambda.
        FunctionRuntimeKind.Python => [RuntimePrograms.Find(runtime), "-s", "-B", RuntimeFiles.Place("bootstrap.py", cache)],
        FunctionRuntimeKind.Node => [RuntimePrograms.Find(runtime), RuntimeFiles.Place("bootstrap.mjs", cache)],
        FunctionRuntimeKind.DotNet => [RuntimePrograms.Find(runtime), Assembly(handler!, folder, source)],
        _ => [Path.Combine(folder, FunctionPackage.BootstrapName)],
    };

    private static string Assembly(string handler, string folder, string source)
    {
        if (handler.Contains("::", StringComparison.Ordinal))
        {
            throw new FunctionPackageException(
                $"the handler {handler} of {source} names a method of a class library: only AWS's own .NET runtime can call that. An executable assembly runs here and there: give it a Main with LambdaBootstrapBuilder (Amazon.Lambda.RuntimeSupport), and say only the assembly's name");
        }

        var path = Path.Combine(folder, handler + ".dll");
        return !File.Exists(path) ? throw new FunctionPackageException($"{source} has no {handler}.dll, which the handler {handler} names")
            : !File.Exists(Path.Combine(folder, handler + ".runtimeconfig.json")) ? throw new FunctionPackageException($"{source} has no {handler}.runtimeconfig.json: {handler} is a class library, and only an executable assembly can run here (<OutputType>Exe</OutputType>)")
            : path;
    }
}
