namespace Muster.Hosting;

/// <summary>Muster can't start; the message says why and what to do, in one line.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the process ends with: <see cref="Commands.ExitCode.Usage"/> when the command line alone is wrong.</summary>
    public int ExitCode { get; init; } = Commands.ExitCode.Failed;
}
