using System.Security.Cryptography;
using Muster.Fleet.Configuration;
using Muster.Fleet.Rules;

namespace Muster.Hosting;

/// <summary>The configuration file, as it was read.</summary>
/// <param name="Path">Where it is, as it was given.</param>
/// <param name="Host">The section <c>host</c>: settings of <c>muster up</c>; options of the command line go before them.</param>
/// <param name="Fleet">All else; none when there are problems.</param>
/// <param name="Problems">All that is not right, a line each; empty when all is.</param>
/// <param name="Hash">Of its bytes: another one when anything changed.</param>
internal sealed record ConfigFile(string Path, UpSettings Host, FleetConfiguration? Fleet, IReadOnlyList<string> Problems, string Hash)
{
    /// <summary>The problems, each with its place.</summary>
    public IReadOnlyList<ConfigurationProblem> Found { get; private init; } = [];

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static ConfigFile Read(string path) => Read(path, File.ReadAllBytes(path));

    /// <summary>Reads what is in the file at <paramref name="path"/>.</summary>
    public static ConfigFile Read(string path, ReadOnlySpan<byte> utf8)
    {
        var host = new UpSettings(null, null, null, null, null);
        var reading = FleetConfigurationReader.Read(utf8, Environment.GetEnvironmentVariable, s => host = UpSettings.Read(s), RuleCheck.Find);
        return new ConfigFile(path, host, reading.Configuration, [.. reading.Problems.Select(p => p.In(path))], HashOf(utf8)) { Found = reading.Problems };
    }

    /// <summary>The hash of such a file.</summary>
    public static string HashOf(ReadOnlySpan<byte> utf8) => Convert.ToHexStringLower(SHA256.HashData(utf8));
}
