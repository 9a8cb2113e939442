using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary>The options of <c>muster simulate</c>; each says in one line what would be right.</summary>
internal static class SimulateOptions
{
    private const int MaxTextLength = 64;

    /// <summary>A whole number.</summary>
    public static Option<int> Count(string name, string description, int usual, int least, int most) => Create(
        name, description, "N",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? (true, value) : default,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")).WithDefault(usual);

    /// <summary>A number above 0.</summary>
    public static Option<double> Factor(string name, string description, double usual) => Create(
        name, description, "FACTOR",
        text => Number(text) is > 0 and <= 1_000_000 and var value ? (true, value) : default,
        "a number above 0, such as 0.5 or 10").WithDefault(usual);

    /// <summary>A number from 0 to 1; 0 unless it is given.</summary>
    public static Option<double> Probability(string name, string description) => Create(
        name, description, "0..1",
        text => Number(text) is >= 0 and <= 1 and var value ? (true, value) : default,
        "a probability from 0 to 1, such as 0.05").WithDefault(0);

    /// <summary>What all chance is drawn from; none unless it is given.</summary>
    public static Option<int?> Seed() => Create<int?>(
        "--seed", "The same seed gives robots that decide the same [default: another each time]", "N",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? (true, value) : default,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {int.MaxValue}"));

    /// <summary>A length of time, at most a day; none when it is not given, which stands for <paramref name="usual"/>.</summary>
    public static Option<TimeSpan?> Time(string name, string description, TimeSpan usual, TimeSpan least) => Create<TimeSpan?>(
        name, $"{description} [default: {Durations.Format(usual)}]", "TIME",
        text => Durations.Parse(text) is { } value && value >= least && value <= TimeSpan.FromDays(1) ? (true, value) : default,
        "a length of time such as 500ms, 5s or 2m");

    /// <summary>The broker's address; none when it is not given.</summary>
    public static Option<Uri?> Broker() => Create<Uri?>(
        "--broker", "Where the MQTT broker is [default: mqtt://127.0.0.1:1883]", "URL",
        text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "mqtt", Host.Length: > 0, PathAndQuery: "" or "/", UserInfo: "" } ? (true, uri) : default,
        "like mqtt://127.0.0.1:1883: mqtt, a host, and a port unless it is 1883");

    /// <summary>What the robots can do: words with commas between; none when it is not given.</summary>
    public static Option<IReadOnlyList<string>?> Capabilities() => Create<IReadOnlyList<string>?>(
        "--capabilities", "What the robots can do, with commas between", "LIST",
        text =>
        {
            var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return words.Length <= 64 && words.All(w => w.Length <= MaxTextLength) ? (true, words) : default;
        },
        "up to 64 words with commas between, such as coffee,grill");

    /// <summary>The sites, one option each.</summary>
    public static Option<string[]> Sites()
    {
        var option = new Option<string[]>("--site")
        {
            Description = "Where the robots are; several times for several sites, which get as many each",
            HelpName = "SITE",
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => ["munich"],
        };
        option.Validators.Add(result =>
        {
            foreach (var site in result.GetValueOrDefault<string[]>())
            {
                if (site.Length is 0 or > MaxTextLength)
                {
                    result.AddError($"--site is \"{site}\"; it must be 1 to {MaxTextLength} characters");
                }
            }
        });
        return option;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static Option<T> Create<T>(string name, string description, string helpName, Func<string, (bool IsValid, T? Value)> parse, string rule)
    {
        T Parse(ArgumentResult result)
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            var (isValid, value) = parse(text);
            if (!isValid)
            {
                result.AddError($"{name} is \"{text}\"; it must be {rule}");
            }

            return value!;
        }

        return new Option<T>(name) { Description = description, HelpName = helpName, CustomParser = Parse };
    }

    private static Option<T> WithDefault<T>(this Option<T> option, T usual)
    {
        option.DefaultValueFactory = _ => usual;
        return option;
    }
}
