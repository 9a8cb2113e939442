using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muster.Infra.Settings;

/// <summary>Settings as they were given with <c>-c NAME=VALUE</c> or in <c>cdk.json</c> under <c>context</c>, and which of them were asked for.</summary>
internal sealed partial class ContextValues
{
    /// <summary>Where the CDK's command line puts them.</summary>
    public const string Variable = "CDK_CONTEXT_JSON";

    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>These settings.</summary>
    public ContextValues(IEnumerable<KeyValuePair<string, string>> given)
    {
        foreach (var (name, value) in given)
        {
            _given[name] = value;
        }
    }

    /// <summary>Reads what the CDK's command line hands over, and the arguments of who starts the program without it.</summary>
    /// <exception cref="SettingsException">An argument is none of <c>-c NAME=VALUE</c>.</exception>
    public static ContextValues Read(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var given = new List<KeyValuePair<string, string>>();
        if (variable(Variable) is { Length: > 0 } json)
        {
            using var context = JsonDocument.Parse(json);
            given.AddRange(context.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Text(p.Value))));
        }

        for (var i = 0; i < args.Count; i += 2)
        {
            var pair = args[i] is "-c" or "--context" && i + 1 < args.Count ? args[i + 1].Split('=', 2) : [];
            given.Add(pair.Length == 2
                ? KeyValuePair.Create(pair[0], pair[1])
                : throw new SettingsException($"'{args[i]}' is not understood; settings are given as -c NAME=VALUE, such as -c stage=dev"));
        }

        return new ContextValues(given);
    }

    /// <summary>A text; none when it is not given, or empty.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        return _given.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>One of <paramref name="allowed"/>.</summary>
    public string Choice(string name, string otherwise, params string[] allowed)
    {
        var value = Text(name) ?? otherwise;
        return allowed.Contains(value) ? value : throw Wrong(name, value, $"allowed are {string.Join(", ", allowed)}");
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool otherwise) =>
        Choice(name, otherwise ? "true" : "false", "true", "false") == "true";

    /// <summary>A whole number; none when it is not given.</summary>
    public int? Whole(string name, int least, int most) =>
        Text(name) is not { } value ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Wrong(name, value, string.Create(CultureInfo.InvariantCulture, $"it must be a whole number from {least} to {most}"));

    /// <summary>Refuses settings that nobody asked for: most likely names with a slip in them.</summary>
    public void RefuseOthers()
    {
        // The CDK's own have colons, slashes or hyphens in their names.
        var other = _given.Keys.FirstOrDefault(name => OwnName().IsMatch(name) && !_known.Contains(name));
        if (other is not null)
        {
            throw new SettingsException($"there is no setting '{other}'; there are {string.Join(", ", _known)}");
        }
    }

    /// <summary>Says that a setting's value can't be.</summary>
    public static SettingsException Wrong(string name, string value, string rule) => new($"{name} is '{value}'; {rule}");

    /// <summary>As one would type it behind <c>-c</c>.</summary>
    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [GeneratedRegex("^[A-Za-z0-9]+$")]
    private static partial Regex OwnName();
}
