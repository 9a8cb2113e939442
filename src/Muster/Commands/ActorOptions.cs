using System.CommandLine;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>Who does it, and why: goes into the history.</summary>
internal sealed class ActorOptions
{
    private readonly Option<string?> _by = new("--by") { Description = "Who does it [default: your user name]", HelpName = "NAME" };
    private readonly Option<string?>? _reason;

    private ActorOptions(Option<string?>? reason) => _reason = reason;

    /// <summary>Adds <c>--by</c> and <c>--reason</c> to <paramref name="command"/>.</summary>
    public static ActorOptions AddTo(Command command, bool needsReason = false)
    {
        var reason = new Option<string?>("--reason") { Description = "Why, for the history", HelpName = "TEXT", Required = needsReason };
        var actor = new ActorOptions(reason);
        command.Add(reason);
        command.Add(actor._by);
        return actor;
    }

    /// <summary>Adds only <c>--by</c>, where no reason is asked for.</summary>
    public static ActorOptions AddNameTo(Command command)
    {
        var actor = new ActorOptions(reason: null);
        command.Add(actor._by);
        return actor;
    }

    /// <summary>What was given, by the names that the API has for it.</summary>
    public IReadOnlyList<(string Name, string? Value)> Read(ParseResult parsed) =>
        [("by", parsed.GetValue(_by) ?? UserName()), ("reason", _reason is null ? null : parsed.GetValue(_reason))];

    /// <summary>Writes it into the body of a request.</summary>
    public void Write(ParseResult parsed, Utf8JsonWriter writer)
    {
        foreach (var (name, value) in Read(parsed))
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
    }

    /// <summary>Who typed it; where the environment does not say, who this process runs as.</summary>
    private static string? UserName() => Find("USER") ?? Find("USERNAME") ?? (Environment.UserName is { Length: > 0 } name ? name : null);

    private static string? Find(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } name ? name : null;
}
