namespace Muster.Hosting;

internal sealed partial class ConfigReload
{
    [LoggerMessage(301, LogLevel.Information, "{Path} was read again: {Count} settings changed.")]
    private partial void LogTaken(string path, int count);

    [LoggerMessage(302, LogLevel.Information, "Now in force: {Change}")]
    private partial void LogChange(string change);

    [LoggerMessage(303, LogLevel.Error, "{Path} was changed and has {Count} problems; what was in force before stays in force.")]
    private partial void LogKept(string path, int count);

    [LoggerMessage(304, LogLevel.Error, "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(305, LogLevel.Warning, "The section host of {Path} is not as it was at the start; its changes take a restart.")]
    private partial void LogHostDiffers(string path);

    [LoggerMessage(306, LogLevel.Error, "{Path} could not be looked at.")]
    private partial void LogFailed(string path, Exception exception);
}
