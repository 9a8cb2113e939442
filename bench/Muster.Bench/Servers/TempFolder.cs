namespace Muster.Bench.Servers;

internal sealed class TempFolder : IDisposable
{
    /// <param name="parent">Where to make it; the system's folder for temporary files when null.</param>
    internal TempFolder(string? parent)
    {
        Path = System.IO.Path.Combine(
            System.IO.Path.GetFullPath(parent ?? System.IO.Path.GetTempPath()), $"muster-bench-{System.IO.Path.GetRandomFileName()}");
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    /// <summary>What the folder lies on. On tmpfs a sync costs nothing, so results there say little.</summary>
    internal string FileSystem => new DriveInfo(Path).DriveFormat;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
