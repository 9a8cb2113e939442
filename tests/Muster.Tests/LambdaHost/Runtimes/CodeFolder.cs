using Muster.Fleet.Configuration;
using Muster.Local.Functions;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost.Runtimes;

/// <summary>A package of source files, in a folder that is gone after the test.</summary>
internal sealed class CodeFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>A package with one Python file; the test is skipped where there is no Python.</summary>
    public static CodeFolder Python(string text, string name = "handler.py")
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "/usr/bin/python3 is not here: run eng/setup.sh");
        return new CodeFolder().With(name, text);
    }

    /// <summary>A package with one Node.js file; the test is skipped where there is no Node.js.</summary>
    public static CodeFolder Node(string text, string name = "index.mjs")
    {
        Assert.SkipUnless(File.Exists("/usr/bin/node"), "/usr/bin/node is not here: run eng/setup.sh");
        return new CodeFolder().With(name, text);
    }

    /// <summary>Adds or changes a file.</summary>
    public CodeFolder With(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder.File(name))!);
        _folder.Write(name, text);
        return this;
    }

    public FunctionPackage Open(string? runtime = null, string? handler = null) =>
        FunctionPackage.Open(Path, null, runtime is null ? null : FunctionRuntime.Parse(runtime), handler);

    public void Dispose() => _folder.Dispose();
}
