using System.CommandLine;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>Prints what Muster answered to something that it was told to do.</summary>
internal static class Answers
{
    /// <summary>The <c>--json</c> option of such a command.</summary>
    public static Option<bool> CreateJsonOption(string what) => new("--json") { Description = $"Print {what} as JSON" };

    /// <summary>Prints <paramref name="answer"/> as JSON, or as <paramref name="lines"/>.</summary>
    public static async Task PrintAsync(InvocationConfiguration configuration, bool json, JsonElement answer, Func<JsonElement, IEnumerable<string>> lines)
    {
        foreach (var line in json ? [CompactJson.Of(answer)] : lines(answer))
        {
            await configuration.Output.WriteLineAsync(line);
        }
    }
}
