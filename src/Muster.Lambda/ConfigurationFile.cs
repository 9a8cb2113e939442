using Muster.Fleet.Configuration;

namespace Muster.Lambda;

/// <summary>The fleet's configuration from the package.</summary>
internal static class ConfigurationFile
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file; none for the defaults.</param>
    /// <param name="variable">The value of an environment variable, for secrets that the file names; none when it is not set.</param>
    /// <exception cref="InitException">It can't be read, or is not valid: a line for each problem.</exception>
    public static FleetConfiguration Read(string? path, Func<string, string?> variable)
    {
        if (path is null)
        {
            return FleetConfiguration.Default;
        }

        try
        {
            var reading = FleetConfigurationReader.Read(File.ReadAllBytes(path), variable);
            return reading.Configuration ?? throw Invalid(string.Join('\n', reading.Problems.Select(p => p.In(path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"can't read the configuration {path}: {e.Message}");
        }
    }

    private static InitException Invalid(string problem) => new("Runtime.InvalidConfiguration", problem);
}
