using System.Runtime.InteropServices;
using System.Text;

namespace Muster.Local.Rules;

/// <summary>Puts a folder's entries on disk: a file that was made is there after a power cut only with its entry.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Syncs <paramref name="folder"/>. File systems that can't do that need not: nothing happens then.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    // Blittable, so that no marshalling code and no unsafe code is needed.
#pragma warning disable SYSLIB1054
    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054
}
