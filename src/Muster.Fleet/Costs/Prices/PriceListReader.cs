using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Configuration;

namespace Muster.Fleet.Costs.Prices;

/// <summary>Reads a file of prices (docs/reference/cost.md), and says of all that is not right where and why.</summary>
public static class PriceListReader
{
    private const int LongestText = 2048;

    private static readonly IReadOnlyDictionary<string, PriceKey> Keys = PriceKey.All.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>Reads <paramref name="file"/>.</summary>
    /// <param name="file">JSON in UTF-8; comments and trailing commas are allowed.</param>
    public static PriceListReading Read(ReadOnlySpan<byte> file)
    {
        var problems = new List<ConfigurationProblem>();
        PriceList? list = null;
        if (ConfigurationTree.Read(file, problems) is { } root)
        {
            var settings = new SettingsReader(root, problems);
            if (root.Kind == JsonValueKind.Object)
            {
                list = ReadList(settings);
            }
            else
            {
                settings.Refuse(root, $"the file is {root.Describe()}; it must be a JSON object");
            }
        }

        return problems.Count == 0 ? new PriceListReading(list, []) : new PriceListReading(null, [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private static PriceList ReadList(SettingsReader root)
    {
        var read = Date(root, "read", isNeeded: true);
        root.Text("note", LongestText);
        var free = Entries(root, "free", entry => new FreeAllowance(entry.Key, Amount(entry, "amount"), Date(entry.Settings, "asOf"), Source(entry)));
        var credits = root.Object("credits");
        var dollars = root.Find("credits") is null ? 0 : Amount(credits, "amount");
        credits.Text("note", LongestText);
        Date(credits, "asOf");
        credits.Text("source", LongestText);
        credits.Finish();
        var regions = root.Map("regions", "region", r => r);
        if (regions is null)
        {
            root.Refuse(null, "there are no prices: \"regions\" is left out; it is an object like {\"us-east-1\": {\"name\": …, \"prices\": {…}}}");
        }

        root.Finish();
        return new PriceList(read ?? "", (regions ?? new Dictionary<string, SettingsReader>()).ToDictionary(r => r.Key, r => Region(r.Key, r.Value), StringComparer.Ordinal), free, dollars);
    }

    private static RegionPrices Region(string code, SettingsReader region)
    {
        var name = region.Text("name", 100) ?? code;
        var prices = Entries(region, "prices", entry => new Price(
            entry.Key,
            Amount(entry, "price"),
            Date(entry.Settings, "asOf"),
            Source(entry),
            entry.Settings.Find("upTo") is null ? null : Amount(entry, "upTo")));
        region.Finish();
        return new RegionPrices(code, name, prices);
    }

    /// <summary>The entries of an object whose fields are price keys; each must say the key's unit.</summary>
    private static Dictionary<PriceKey, T> Entries<T>(SettingsReader settings, string name, Func<Entry, T> read)
    {
        var found = new Dictionary<PriceKey, T>();
        var inner = settings.Object(name);
        foreach (var field in settings.Find(name)?.Fields ?? [])
        {
            if (!Keys.TryGetValue(field.Name, out var key))
            {
                inner.Refuse(field.Value, $"\"{field.Name}\" {SettingsReader.NotOneOf(field.Name, [.. Keys.Keys])}");
                continue;
            }

            var entry = new Entry(key, inner.Object(field.Name));
            if (field.Value.Kind != JsonValueKind.Object)
            {
                continue;
            }

            if (entry.Settings.Text("unit", 100) is var unit && unit != key.Unit)
            {
                entry.Settings.Refuse(entry.Settings.Find("unit"), unit is null ? $"\"unit\" is left out; it must be \"{key.Unit}\"" : $"the unit is \"{unit}\"; it must be \"{key.Unit}\", and the price for that");
            }

            entry.Settings.Text("note", LongestText);
            found[key] = read(entry);
            entry.Settings.Finish();
        }

        return found;
    }

    private static decimal Amount(Entry entry, string name) => Amount(entry.Settings, name);

    private static decimal Amount(SettingsReader settings, string name)
    {
        if (settings.Find(name) is not { } found)
        {
            settings.Refuse(null, $"\"{name}\" is left out; it must be a number, 0 or more");
            return 0;
        }

        if (found.Kind == JsonValueKind.Number
            && decimal.TryParse(found.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 0 and <= 1e12m)
        {
            return amount;
        }

        settings.Refuse(found, $"{found.Describe()} is no amount; it must be a number, 0 or more, not in quotes");
        return 0;
    }

    private static string Source(Entry entry)
    {
        var source = entry.Settings.Text("source", LongestText);
        if (source is null)
        {
            entry.Settings.Refuse(entry.Settings.Find("source"), "\"source\" is left out; it must say where the number stands, a URL");
        }

        return source ?? "";
    }

    private static string? Date(SettingsReader settings, string name, bool isNeeded = false)
    {
        var text = settings.Text(name, 100);
        if (text is null ? isNeeded && settings.Find(name) is null : !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            settings.Refuse(settings.Find(name), text is null ? $"\"{name}\" is left out; it must be a day like 2026-11-25" : $"\"{text}\" is no day; it must be like 2026-11-25");
        }

        return text;
    }

    private readonly record struct Entry(PriceKey Key, SettingsReader Settings);
}
