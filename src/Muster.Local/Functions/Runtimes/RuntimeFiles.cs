using System.Security.Cryptography;

namespace Muster.Local.Functions.Runtimes;

/// <summary>Our own bootstraps for languages that need one. They are in this program, and are written to the cache when they are first needed.</summary>
internal static class RuntimeFiles
{
    private const string Prefix = "Muster.Local.Functions.Runtimes.";

    /// <summary>The path of the bootstrap <paramref name="name"/>, in a folder that is named by its content.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="cache">The folder of unpacked packages; the bootstraps are beside it.</param>
    /// <exception cref="FunctionPackageException">It can't be written.</exception>
    public static string Place(string name, string cache)
    {
        var content = Read(name);
        var folder = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(cache)) ?? cache, "runtimes", Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
        var path = Path.Combine(folder, name);
        try
        {
            // One that somebody has changed is not ours.
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            {
                return path;
            }

            PackageZip.MakeFolder(folder);
            var draft = $"{path}.{Environment.ProcessId}.new";
            File.WriteAllBytes(draft, content);
            File.Move(draft, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FunctionPackageException($"can't write the runtime's bootstrap {path}: {e.Message}", e);
        }
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(RuntimeFiles).Assembly.GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"{name} is not in this program");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
