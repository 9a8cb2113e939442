using System.CommandLine;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary>Options that take a length of time, like 30m.</summary>
internal static class DurationOption
{
    /// <summary>The option; <see cref="Durations.Parse"/> reads what it accepts.</summary>
    public static Option<string?> Create(string name, string description) =>
        new Option<string?>(name) { Description = description, HelpName = "TIME" }
            .Check(text => Durations.Parse(text) is null ? "it must be a length of time like 90s, 30m, 2h or 1d" : null);
}
