using System.Runtime.InteropServices;

namespace Muster.Local.Functions;

/// <summary>The few calls that .NET has no name for.</summary>
internal static class Posix
{
    private const int SigKill = 9;
    private const short PollIn = 0x0001;

    /// <summary>Kills a process group; nothing happens when there is none.</summary>
    public static void KillGroup(int group) => _ = Kill(-group, SigKill);

    /// <summary>Kills one process; nothing happens when there is none.</summary>
    public static void KillProcess(int process) => _ = Kill(process, SigKill);

    /// <summary>Waits until <paramref name="descriptor"/> has something to read, or has ended.</summary>
    /// <param name="descriptor">An open file.</param>
    /// <param name="milliseconds">How long at most; 0 looks and returns.</param>
    /// <returns>Whether there is something to read, and whether it has ended with nothing left.</returns>
    public static (bool HasInput, bool HasEnded) Poll(int descriptor, int milliseconds)
    {
        var entry = new PollEntry { Descriptor = descriptor, Events = PollIn };
        var found = PollOne(ref entry, 1, milliseconds) > 0;
        return (found && (entry.Found & PollIn) != 0, found && (entry.Found & PollIn) == 0);
    }

    /// <summary>The user that this process acts as.</summary>
    public static uint User => GetEffectiveUser();

    // Blittable, so that no marshalling code and no unsafe code is needed.
#pragma warning disable SYSLIB1054
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PollOne(ref PollEntry entry, nint count, int milliseconds);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUser();
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Found;
    }
}
