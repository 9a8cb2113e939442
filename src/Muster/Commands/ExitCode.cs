namespace Muster.Commands;

/// <summary>How <c>muster</c> ends: what scripts may trust.</summary>
internal static class ExitCode
{
    /// <summary>Done as asked; also a watch that was stopped with Ctrl-C.</summary>
    public const int Done = 0;

    /// <summary>Muster was there, and refused or failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>No Muster answers at the URL.</summary>
    public const int Unreachable = 2;

    /// <summary>The command line is wrong, so nothing was tried.</summary>
    public const int Usage = 2;
}
