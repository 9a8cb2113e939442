using System.IO.Compression;
using System.Security.Cryptography;

namespace Muster.Local.Functions;

/// <summary>Unpacks packages. The folder is named by the zip's content, so that each is unpacked once and none is ever changed.</summary>
internal static class PackageZip
{
    /// <summary>The most that Lambda takes, unpacked, in bytes; it also ends a zip that was made to fill the disk.</summary>
    public const long MaxUnpacked = 250L * 1024 * 1024;

    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Unpacks <paramref name="zip"/> into a folder of <paramref name="cache"/>, unless that was done before.</summary>
    /// <returns>The folder.</returns>
    public static string Unpack(string zip, string cache)
    {
        try
        {
            using var file = File.OpenRead(zip);
            var folder = Path.Combine(cache, Convert.ToHexStringLower(SHA256.HashData(file))[..32]);
            if (Directory.Exists(folder))
            {
                return folder;
            }

            file.Position = 0;
            MakeFolder(cache);

            // Whole or not at all: another process may look for it at the same moment.
            var draft = $"{folder}.{Environment.ProcessId}.new";
            try
            {
                using var archive = new ZipArchive(file, ZipArchiveMode.Read);
                UnpackInto(archive, zip, draft);
                Directory.Move(draft, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                // The other one was first.
            }
            finally
            {
                if (Directory.Exists(draft))
                {
                    Directory.Delete(draft, recursive: true);
                }
            }

            return folder;
        }
        catch (InvalidDataException e)
        {
            throw new FunctionPackageException($"{zip} is no zip that can be read ({e.Message}); a package is a folder or a zip with {FunctionPackage.BootstrapName} or a handler at its top level", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FunctionPackageException($"can't unpack {zip} into {cache}: {e.Message}", e);
        }
    }

    /// <summary>Makes a folder that is this user's alone.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            // Others on this machine must not be able to put a program there.
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private static void UnpackInto(ZipArchive archive, string zip, string draft)
    {
        MakeFolder(draft);
        var root = Path.GetFullPath(draft) + Path.DirectorySeparatorChar;
        var left = MaxUnpacked;
        foreach (var entry in archive.Entries)
        {
            var target = Path.GetFullPath(Path.Combine(root, entry.FullName));
            if (!target.StartsWith(root, StringComparison.Ordinal) || entry.FullName.Contains('\\', StringComparison.Ordinal))
            {
                throw new FunctionPackageException($"{zip} is refused: its entry \"{entry.FullName}\" would be unpacked outside of its folder");
            }

            if (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType)
            {
                throw new FunctionPackageException($"{zip} is refused: its entry \"{entry.FullName}\" is a symbolic link; put the file itself into the zip");
            }

            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(target);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            left = Copy(entry, target, left);
            if (left < 0)
            {
                throw new FunctionPackageException($"{zip} is refused: it is larger than {MaxUnpacked} bytes unpacked, the most that Lambda takes");
            }
        }
    }

    private static long Copy(ZipArchiveEntry entry, string target, long left)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // The zip's own permissions; a zip from Windows has none. Nobody but the owner may write.
            var mode = (UnixFileMode)((entry.ExternalAttributes >> 16) & 0x1ED);
            options.UnixCreateMode = mode | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var input = entry.Open();
        using var output = new FileStream(target, options);
        var buffer = new byte[81920];
        for (int read; left >= 0 && (read = input.Read(buffer)) > 0;)
        {
            // The size in the zip's directory may be a lie: what counts is what comes.
            left -= read;
            output.Write(buffer, 0, read);
        }

        return left;
    }
}
