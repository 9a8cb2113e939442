using Muster.Fleet.Configuration;
using Muster.Local.Functions.Runtimes;

namespace Muster.Local.Functions;

/// <summary>
/// A function as it is uploaded to AWS Lambda: files, and among them an executable named <c>bootstrap</c> (<c>provided.al2023</c>), or
/// a handler for Python, Node.js or .NET.
/// </summary>
/// <param name="Source">The folder or zip that it was opened from.</param>
/// <param name="Folder">The folder with its files: <c>LAMBDA_TASK_ROOT</c>.</param>
public sealed record FunctionPackage(string Source, string Folder)
{
    /// <summary>The name of the executable.</summary>
    public const string BootstrapName = "bootstrap";

    /// <summary>What runs it.</summary>
    public FunctionRuntime Runtime { get; private init; } = FunctionRuntime.Provided;

    /// <summary>The handler, such as <c>handler.lambda_handler</c>; none when it brings its own executable and nobody named one.</summary>
    public string? Handler { get; private init; }

    /// <summary>The program that is started, and its arguments.</summary>
    internal IReadOnlyList<string> Command { get; private init; } = [];

    /// <summary>The executable, with <see cref="FunctionRuntime.Provided"/>.</summary>
    public string Bootstrap => Path.Combine(Folder, BootstrapName);

    /// <summary>Where zips are unpacked: below the user's cache folder (XDG Base Directory Specification).</summary>
    public static string DefaultCache => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "muster",
        "packages");

    /// <summary>Opens a folder, or a zip, which is unpacked when it is seen for the first time.</summary>
    /// <param name="path">The folder or zip.</param>
    /// <param name="cache">Where zips are unpacked; none for <see cref="DefaultCache"/>.</param>
    /// <param name="runtime">What it is for; none where its files say so.</param>
    /// <param name="handler">What is called; none for what is usual with the runtime.</param>
    /// <exception cref="FunctionPackageException">It is no package that can run here.</exception>
    public static FunctionPackage Open(string path, string? cache = null, FunctionRuntime? runtime = null, string? handler = null)
    {
        try
        {
            return OpenFiles(path, cache ?? DefaultCache, runtime, handler);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No permission for a file, files that vanish while they are looked at, a path that is none.
            throw new FunctionPackageException($"the package {path} can't be read: {e.Message}", e);
        }
    }

    /// <summary>The path of a file named <paramref name="name"/> anywhere in <paramref name="folder"/>; links to folders are not followed, as they may lead back.</summary>
    internal static string? FindBelow(string folder, string name) =>
        Directory.EnumerateFiles(folder, name, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }).FirstOrDefault();

    private static FunctionPackage OpenFiles(string path, string cache, FunctionRuntime? runtime, string? handler)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full) && !File.Exists(full))
        {
            throw new FunctionPackageException($"there is no package {path}: it must be a folder or a zip with an executable named {BootstrapName}, or with a handler for Python, Node.js or .NET");
        }

        var isZip = File.Exists(full);
        var folder = isZip ? PackageZip.Unpack(full, cache) : full;
        runtime ??= PackageGuess.Runtime(folder, full, handler);
        if (runtime.Kind == FunctionRuntimeKind.Provided)
        {
            CheckBootstrap(new FunctionPackage(full, folder), isZip);
        }

        handler ??= PackageGuess.Handler(runtime, folder, full);
        return new FunctionPackage(full, folder) { Runtime = runtime, Handler = handler, Command = RuntimeCommand.For(runtime, handler, folder, full, cache) };
    }

    private static void CheckBootstrap(FunctionPackage package, bool isZip)
    {
        if (!File.Exists(package.Bootstrap))
        {
            var below = FindBelow(package.Folder, BootstrapName);
            throw new FunctionPackageException(
                $"{package.Source} has no {BootstrapName} at its top level{(below is null ? "" : $" (there is one at {Path.GetRelativePath(package.Folder, below)})")}; Lambda starts the executable of that name");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(package.Bootstrap) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0)
        {
            throw new FunctionPackageException(isZip
                ? $"{BootstrapName} in {package.Source} is not executable, and would not be on Lambda: run chmod +x {BootstrapName} before you zip it, on Linux or macOS"
                : $"{package.Bootstrap} is not executable: run chmod +x {package.Bootstrap}");
        }

        if (ProgramFormat.WhyNotRunnable(package.Bootstrap) is { } reason)
        {
            throw new FunctionPackageException($"{BootstrapName} of {package.Source} can't run here: {reason}");
        }
    }
}
