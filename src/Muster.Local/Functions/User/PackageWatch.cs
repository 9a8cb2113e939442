using System.IO.Enumeration;

namespace Muster.Local.Functions.User;

/// <summary>Sees whether a package's files changed: by their names, sizes and times.</summary>
internal static class PackageWatch
{
    /// <summary>A value that is another one when a file of the package is.</summary>
    /// <param name="path">The folder or zip.</param>
    /// <returns>None while it is not there, or can't be looked at.</returns>
    public static long? Look(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                var file = new FileInfo(path);
                return HashCode.Combine(file.Length, file.LastWriteTimeUtc.Ticks);
            }

            if (!Directory.Exists(path))
            {
                return null;
            }

            // In whatever order the files come: each adds its own part.
            var files = new FileSystemEnumerable<long>(path, Part, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            {
                ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory,

                // Not into links: one may lead back to a folder above it.
                ShouldRecursePredicate = (ref FileSystemEntry e) =>
                    (e.Attributes & FileAttributes.ReparsePoint) == 0 && !e.FileName.SequenceEqual("__pycache__") && !e.FileName.SequenceEqual(".git"),
            };
            return files.Aggregate(17L, (sum, part) => unchecked(sum + part));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Files come and go while it looks.
            return null;
        }
    }

    private static long Part(ref FileSystemEntry entry)
    {
        var hash = new HashCode();
        hash.Add(string.GetHashCode(entry.Directory, StringComparison.Ordinal));
        hash.Add(string.GetHashCode(entry.FileName, StringComparison.Ordinal));
        hash.Add(entry.Length);
        hash.Add(entry.LastWriteTimeUtc.UtcTicks);
        return hash.ToHashCode();
    }
}
