namespace Muster.Bench.Servers;

internal static class MusterProgram
{
    private const string Solution = "Muster.slnx";

    /// <summary>The program named by <c>--muster</c>, or the native one that the repository builds.</summary>
    internal static string Find(string? given)
    {
        if (given is not null)
        {
            return File.Exists(given) ? Path.GetFullPath(given) : throw new BenchException($"there is no {given}");
        }

        var root = Root() ?? throw new BenchException($"no {Solution} above this folder: say where Muster is with --muster PATH");
        var program = Path.Combine(root, "artifacts", "aot", "muster");
        return File.Exists(program)
            ? program
            : throw new BenchException($"there is no {program}; make it: dotnet publish src/Muster -c Release -o artifacts/aot");
    }

    /// <summary>The repository: above the current folder or, when started from elsewhere, above this program.</summary>
    internal static string? Root() => Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory);

    private static string? Above(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
