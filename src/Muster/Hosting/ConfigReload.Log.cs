namespace Muster.Hosting;

internal sealed partial class ConfigReload
{
    [LoggerMessage(301, LogLevel.Information, "{Path} was read again: {Settings} changed.")]
    private partial void LogTaken(string path, string settings);

    [LoggerMessage(302, LogLevel.Information, "Now in force: {Change}")]
    private partial void LogChange(string change);

    [LoggerMessage(303, LogLevel.Error, "{Path} was changed and has {Problems}; what was in force before stays in force.")]
    private partial void LogKept(string path, string problems);

    [LoggerMessage(304, LogLevel.Error, "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(305, LogLevel.Warning, "The section host of {Path} is not as it was at the start; its changes take a restart.")]
    private partial void LogHostDiffers(string path);

    [LoggerMessage(306, LogLevel.Error, "{Path} could not be looked at.")]
    private partial void LogFailed(string path, Exception exception);
}
