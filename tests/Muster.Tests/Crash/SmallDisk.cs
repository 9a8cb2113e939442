using System.Diagnostics;
using Muster.Tests.Processes;
using OsProcess = System.Diagnostics.Process;

namespace Muster.Tests.Crash;

/// <summary>
/// A file system of a few megabytes in memory, that can be filled up. Root mounts it; anybody else gets it in a namespace of
/// its own, which is held by a process, entered by Muster, and looked into from here through <c>/proc</c>.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TempFolder _mountPoint;
    private readonly OsProcess? _holder;

    private SmallDisk(TempFolder mountPoint, OsProcess? holder)
    {
        _mountPoint = mountPoint;
        _holder = holder;
    }

    /// <summary>A data folder on it, as Muster sees it.</summary>
    public string Data => _mountPoint.File("data");

    /// <summary>The same folder, as this process sees it.</summary>
    public string DataFromHere => Path.Combine(Root, "data");

    /// <summary>What runs Muster where the disk is.</summary>
    public IReadOnlyList<string> Through => _holder is null
        ? []
        : ["nsenter", "--user", "--mount", "--preserve-credentials", "--target", $"{_holder.Id}"];

    private string Root => _holder is null ? _mountPoint.Path : $"/proc/{_holder.Id}/root{_mountPoint.Path}";

    private string Filler => Path.Combine(Root, "filler");

    /// <summary>Makes one; skips the test where neither way is allowed.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var mountPoint = new TempFolder();
        string[] mount = ["mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", mountPoint.Path];
        var direct = await CommandRun.RunAsync(mount[0], mount[1..]);
        if (direct.ExitCode == 0)
        {
            return new SmallDisk(mountPoint, holder: null);
        }

        var holder = OsProcess.Start(new ProcessStartInfo(
            "unshare", ["--user", "--map-root-user", "--mount", "/bin/sh", "-c", $"{string.Join(' ', mount)} && echo mounted && exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await holder.StandardOutput.ReadLineAsync() == "mounted")
        {
            return new SmallDisk(mountPoint, holder);
        }

        var problem = (await holder.StandardError.ReadToEndAsync()).Trim();
        holder.Dispose();
        mountPoint.Dispose();
        Assert.Skip($"no small file system here: mount says \"{direct.Errors.Trim()}\", and unshare \"{problem}\"");
        throw new UnreachableException();
    }

    /// <summary>Takes all room but <paramref name="left"/> bytes.</summary>
    public void Fill(int left)
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            filler.SetLength(filler.Position - left);
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        if (_holder is null)
        {
            await CommandRun.RunAsync("umount", "--lazy", _mountPoint.Path);
        }
        else
        {
            _holder.Kill();
            await _holder.WaitForExitAsync();
            _holder.Dispose();
        }

        _mountPoint.Dispose();
    }
}
