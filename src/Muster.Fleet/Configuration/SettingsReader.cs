using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Configuration;

/// <summary>
/// Reads the settings of one object of the file, and writes down each that is not right. What was never asked for by the
/// time of <see cref="Finish"/> is not known.
/// </summary>
/// <param name="node">The object; none when it was left out.</param>
/// <param name="problems">Takes what is not right.</param>
internal sealed class SettingsReader(ConfigurationNode? node, List<ConfigurationProblem> problems)
{
    private readonly List<string> _known = [];

    /// <summary>The node of a setting; none when it is left out.</summary>
    public ConfigurationNode? Find(string name)
    {
        _known.Add(name);
        return node?.Fields.FirstOrDefault(f => f.Name == name)?.Value;
    }

    /// <summary>Writes a problem down.</summary>
    /// <param name="at">Where; the object itself when none.</param>
    /// <param name="reason">What is wrong, and what would be right.</param>
    public void Refuse(ConfigurationNode? at, string reason)
    {
        var place = at ?? node;
        problems.Add(new ConfigurationProblem(place?.Line ?? 1, place?.Column ?? 1, place?.Path ?? "$", reason));
    }

    /// <summary>The settings of an object within this one.</summary>
    public SettingsReader Object(string name) => new(Find(name, JsonValueKind.Object, "an object"), problems);

    /// <summary>An array of objects; empty when it is left out.</summary>
    public IReadOnlyList<SettingsReader> Objects(string name) =>
        [.. Elements(name).Where(e => Is(e, JsonValueKind.Object, "an object")).Select(e => new SettingsReader(e, problems))];

    /// <summary>An object of objects, whose names are those of sites or items; none when it is left out.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="what">What its names name, for a problem.</param>
    /// <param name="read">Reads one.</param>
    public IReadOnlyDictionary<string, T>? Map<T>(string name, string what, Func<SettingsReader, T> read)
    {
        if (Find(name, JsonValueKind.Object, "an object") is not { } map)
        {
            return null;
        }

        if (map.Fields.Count == 0)
        {
            Refuse(map, $"this is empty, so that no {what} would be accepted; leave it out to accept any");
        }

        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var field in map.Fields)
        {
            if (!RobotName.IsValid(field.Name))
            {
                problems.Add(new ConfigurationProblem(field.Line, field.Column, field.Value.Path, $"this is no name of {what switch { "item" => "an item", _ => $"a {what}" }}; a name is {RobotName.Rule}"));
            }

            if (Is(field.Value, JsonValueKind.Object, "an object"))
            {
                entries[field.Name] = read(new SettingsReader(field.Value, problems));
            }
        }

        return entries;
    }

    /// <summary>An object of anything, field by field; empty when it is left out.</summary>
    public IReadOnlyList<ConfigurationField> Fields(string name) => Find(name, JsonValueKind.Object, "an object")?.Fields ?? [];

    /// <summary>Whether a value is of that kind; says so when it is not.</summary>
    /// <param name="found">The value.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="expected">The same in words.</param>
    public bool Is(ConfigurationNode found, JsonValueKind kind, string expected)
    {
        if (found.Kind == kind)
        {
            return true;
        }

        Refuse(found, $"{found.Describe()} has the wrong type; it must be {expected}{(found.Kind == JsonValueKind.Null ? ", or left out for the default" : "")}");
        return false;
    }

    /// <summary>The settings of one such value.</summary>
    public SettingsReader Of(ConfigurationNode found) => new(found, problems);

    /// <summary>Writes a problem with a field's name down.</summary>
    public void RefuseName(ConfigurationField field, string reason) => problems.Add(new ConfigurationProblem(field.Line, field.Column, field.Value.Path, reason));

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters; none when it is left out.</summary>
    public string? Text(string name, int maxLength) =>
        Find(name, JsonValueKind.String, "a string") is { } found && IsShort(found, maxLength) ? found.Text : null;

    /// <summary>Texts, none of them twice; empty when left out.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="check">What is wrong with a text; none when it is right.</param>
    public IReadOnlyList<string> Texts(string name, int most, Func<string, string?> check)
    {
        var texts = new List<string>();
        foreach (var element in Elements(name))
        {
            if (!Is(element, JsonValueKind.String, "a string"))
            {
                continue;
            }

            if (check(element.Text) is { } reason)
            {
                Refuse(element, $"{element.Describe()} {reason}");
            }
            else if (texts.Contains(element.Text))
            {
                Refuse(element, $"{element.Describe()} comes twice");
            }

            texts.Add(element.Text);
        }

        if (texts.Count > most)
        {
            Refuse(Find(name), string.Create(CultureInfo.InvariantCulture, $"these are {texts.Count}; at most {most} are allowed"));
        }

        return texts;
    }

    /// <summary>One of some words; none when it is left out or is another.</summary>
    public string? Choice(string name, IReadOnlyList<string> words)
    {
        if (Find(name, JsonValueKind.String, "a string") is not { } found)
        {
            return null;
        }

        if (words.Contains(found.Text))
        {
            return found.Text;
        }

        Refuse(found, OneOf(found, words));
        return null;
    }

    /// <summary>True or false; none when it is left out.</summary>
    public bool? Boolean(string name) => Find(name) switch
    {
        null => null,
        { Kind: JsonValueKind.False } => false,
        var found => Is(found, JsonValueKind.True, "true or false"),
    };

    /// <summary>A number; none when it is left out or out of its range.</summary>
    public double? Number(string name, double least, double most)
    {
        if (Find(name, JsonValueKind.Number, "a number") is not { } found)
        {
            return null;
        }

        var value = double.Parse(found.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (value >= least && value <= most)
        {
            return value;
        }

        Refuse(found, string.Create(CultureInfo.InvariantCulture, $"{found.Describe()} is out of range; allowed are {least} to {most}"));
        return null;
    }

    /// <summary>A whole number; none when it is left out or out of its range.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Number(name, least, most) is not { } value)
        {
            return null;
        }

        if (value == Math.Floor(value))
        {
            return (int)value;
        }

        var found = Find(name);
        Refuse(found, string.Create(CultureInfo.InvariantCulture, $"{found!.Describe()} is no whole number; allowed are {least} to {most}"));
        return null;
    }

    /// <summary>A length of time; none when it is left out or out of its range.</summary>
    public TimeSpan? Duration(string name, TimeSpan least, TimeSpan most)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        var duration = found.Kind switch
        {
            JsonValueKind.String => Durations.Parse(found.Text),
            JsonValueKind.Number => Durations.OfSeconds(double.Parse(found.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => null,
        };
        if (duration is null)
        {
            Refuse(found, $"{found.Describe()} is no duration; like 250ms, 90s, 5m, 1h, 2d, or a number of seconds");
        }
        else if (duration < least || duration > most)
        {
            Refuse(found, $"{found.Describe()} is out of range; allowed are {Durations.Format(least)} to {Durations.Format(most)}");
            return null;
        }

        return duration;
    }

    /// <summary>Writes down what was not asked for.</summary>
    public void Finish()
    {
        foreach (var field in node?.Fields.Where(f => !_known.Contains(f.Name)) ?? [])
        {
            var prefix = node!.Path.Length > 1 ? $"{node.Path.AsSpan(2)}." : "";
            var nearest = NearestName.Of(field.Name, _known) is { } name ? $"did you mean {prefix}{name}? " : "";
            problems.Add(new ConfigurationProblem(
                field.Line,
                field.Column,
                field.Value.Path,
                $"a setting of that name is not known; {nearest}Known are {string.Join(", ", _known.Distinct().Select(k => prefix + k))}"));
        }
    }

    /// <summary>The words for a value that is none of <paramref name="words"/>.</summary>
    private static string OneOf(ConfigurationNode found, IReadOnlyList<string> words) => $"{found.Describe()} {NotOneOf(found.Text, words)}";

    /// <summary>What is wrong with a text that is none of <paramref name="words"/>.</summary>
    public static string NotOneOf(string text, IReadOnlyList<string> words) =>
        $"is not known; {(NearestName.Of(text, words) is { } nearest ? $"did you mean {nearest}? " : "")}Known are {string.Join(", ", words)}";

    private IReadOnlyList<ConfigurationNode> Elements(string name) => Find(name, JsonValueKind.Array, "an array")?.Elements ?? [];

    private ConfigurationNode? Find(string name, JsonValueKind kind, string expected) =>
        Find(name) is { } found && Is(found, kind, expected) ? found : null;

    private bool IsShort(ConfigurationNode found, int maxLength)
    {
        if (found.Text.Length >= 1 && found.Text.Length <= maxLength)
        {
            return true;
        }

        Refuse(found, string.Create(CultureInfo.InvariantCulture, $"this has {found.Text.Length} characters; allowed are 1 to {maxLength}"));
        return false;
    }
}
