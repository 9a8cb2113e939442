using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Muster.Local.Functions;

/// <summary>
/// Looks at an executable's first bytes. The system's own word for a program of another architecture, "exec format error",
/// comes late and helps nobody.
/// </summary>
internal static class ProgramFormat
{
    private const ushort X64 = 0x3E;
    private const ushort Arm64 = 0xB7;

    /// <summary>Why this machine can't run <paramref name="path"/>; none when it can.</summary>
    public static string? WhyNotRunnable(string path)
    {
        Span<byte> head = stackalloc byte[20];
        using (var file = File.OpenRead(path))
        {
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        if (head.StartsWith("#!"u8))
        {
            return null;
        }

        if (!OperatingSystem.IsLinux())
        {
            return head.StartsWith("\u007fELF"u8) ? $"it is a program for Linux, and this machine is none; run it in a Linux container" : null;
        }

        if (head.Length < 20 || !head.StartsWith("\u007fELF"u8))
        {
            return "it is neither a Linux program (ELF) nor a script that begins with #! (exec format error)";
        }

        var machine = BinaryPrimitives.ReadUInt16LittleEndian(head[18..]);
        var own = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? Arm64 : X64;

        // Where the kernel knows an emulator for it, it runs all the same.
        return machine == own || File.Exists($"/proc/sys/fs/binfmt_misc/qemu-{(machine == Arm64 ? "aarch64" : "x86_64")}")
            ? null
            : $"it is built for {Name(machine)}, this machine is {Name(own)} (exec format error); build the package for {Name(own)}, or run it where it fits";
    }

    private static string Name(ushort machine) => machine switch
    {
        X64 => "x64",
        Arm64 => "arm64",
        _ => $"another architecture (ELF machine {machine})",
    };
}
