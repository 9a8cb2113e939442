namespace Muster.Local.Functions;

/// <summary>The programs by which others are started.</summary>
internal static class Shell
{
    /// <summary>What starts a program in a session, and so in a process group, of its own; empty where there is no such program (macOS).</summary>
    public static IReadOnlyList<string> Setsid { get; } =
        new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists) is { } found ? [found] : [];
}
