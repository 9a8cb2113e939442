using Muster.Local.Rules;

namespace Muster.Local.Functions.User;

/// <summary>Where the functions of the fleet's owner are, and what all of them get.</summary>
public sealed record UserFunctionsOptions
{
    /// <summary>The folder that packages are relative to: the configuration file's.</summary>
    public required string PackageFolder { get; init; }

    /// <summary>The files of failed events, which are below the data folder; the same as those of rules, as a file may have one writer only.</summary>
    public required JsonLinesFiles Files { get; init; }

    /// <summary>What the names of the fleet's tables begin with.</summary>
    public string TablePrefix { get; init; } = "";

    /// <summary>Environment variables of all of them; a function's own go before these. Default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>For how long running invocations may go on when Muster stops; then they are ended, and tried again at the next start. Default 2 s.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(2);
}
