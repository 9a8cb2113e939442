namespace Muster.Commands;

/// <summary>A command can't go on; caught once, at the command's edge.</summary>
/// <param name="exitCode">One of <see cref="Commands.ExitCode"/>.</param>
/// <param name="message">Why and what to do, in one line for people.</param>
/// <param name="innerException">What brought it about.</param>
internal sealed class CommandException(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
