using System.CommandLine;
using System.Globalization;
using Muster.Fleet.Costs;
using Muster.Fleet.Costs.Bills;
using Muster.Fleet.Costs.Loads;

namespace Muster.Commands.Costs;

/// <summary>What the fleet does: the options that say it, what is seen where they are silent, and what is assumed where nothing is seen.</summary>
internal sealed class FleetOptions
{
    private readonly Option<string?> _robots = Number("--robots", "How many robots, connected all the time", "N", 1_000_000);
    private readonly Option<string?> _messages = RateOption("--messages", "How often a status report comes, from all robots together");
    private readonly Option<string?> _orders = RateOption("--orders", "How often an order is placed [default: never]");
    private readonly Option<string?> _announced = Number("--announced", "How many of 100 reports bring another battery charge or position, and are announced [default: 10]", "PERCENT", 100);
    private readonly Option<string?> _changes = RateOption("--changes", "How often a robot's status changes, of all robots together [default: 4/d for each robot]");
    private readonly Option<string?> _reconnects = RateOption("--reconnects", "How often a connection breaks and is made again, of all robots together [default: 1/d for each robot]");
    private readonly Option<string?> _api = RateOption("--api", "How often the HTTP API is asked, orders not counted [default: 100000/month]");
    private readonly Option<string?> _subscribers = Number("--subscribers", "How many MQTT clients subscribe to fleet/# [default: 0]", "N", 10_000);
    private readonly Option<string?> _size = Number("--report-size", "How large a report is with its topic; AWS counts steps of 5 KB [default: 300]", "BYTES", 131_072);
    private readonly Option<string?> _rules = Number("--rules", "How many rules of yours take each report, with one action each [default: 0]", "N", 100);

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _robots, _messages, _orders, _announced, _changes, _reconnects, _api, _subscribers, _size, _rules })
        {
            command.Add(option);
        }
    }

    /// <summary>What the fleet does.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="seen">What the running fleet does; none when it was not asked.</param>
    /// <param name="facts">Takes each number, and where it is from.</param>
    /// <exception cref="CommandException">Too little is known.</exception>
    public FleetLoad Read(ParseResult parsed, FleetSample? seen, List<LoadFact> facts)
    {
        if (seen is null && (parsed.GetValue(_robots) is null || parsed.GetValue(_messages) is null))
        {
            throw new CommandException(ExitCode.Usage, "how large is the fleet? Say --robots 20 --messages 100/min, or --from-fleet to look at the one that runs");
        }

        var robots = Count(_robots, "robots", seen?.Robots ?? 0, isSeen: seen is not null);
        return new FleetLoad
        {
            Robots = robots,
            Reports = PerMonth(_messages, "status reports", seen?.Reports ?? 0, isSeen: seen is not null),
            ReportBytes = Count(_size, "size of a report in bytes", 300, isSeen: false),
            Announced = Count(_announced, "announced reports in %", (seen?.Announced ?? 0.1m) * 100, isSeen: seen?.Announced is not null) / 100,
            Changes = PerMonth(_changes, "changes of status", seen?.Changes ?? (robots * 4 * Month.Hours / 24), isSeen: seen is not null),
            Reconnects = PerMonth(_reconnects, "connections made again", seen?.Reconnects ?? (robots * Month.Hours / 24), isSeen: seen is not null),
            Orders = PerMonth(_orders, "orders", seen?.Orders ?? 0, isSeen: seen is not null),
            Progress = seen is null ? 0 : Note("reports of progress on orders", seen.Progress, "seen"),
            ApiRequests = PerMonth(_api, "requests to the API", seen?.ApiRequests ?? 100_000, isSeen: seen is not null),
            Subscribers = Count(_subscribers, "subscribers to fleet/#", 0, isSeen: false),
            Rules = [.. Enumerable.Range(1, (int)Count(_rules, "rules of yours for each report", 0, isSeen: false)).Select(n => new RuleLoad($"{n}", "robots/+/status", 1))],
        };

        decimal PerMonth(Option<string?> option, string name, decimal otherwise, bool isSeen) => parsed.GetValue(option) is { } text
            ? Note(name, Rate.Parse(text)!.Value.PerMonth, $"given: {text}")
            : Note(name, otherwise, isSeen ? "seen" : $"assumed ({option.Name})");

        decimal Count(Option<string?> option, string name, decimal otherwise, bool isSeen) => parsed.GetValue(option) is { } text
            ? Note(name, decimal.Parse(text, CultureInfo.InvariantCulture), "given")
            : Note(name, otherwise, isSeen ? "seen" : $"assumed ({option.Name})");

        decimal Note(string name, decimal value, string origin)
        {
            facts.Add(new LoadFact(name, Words.Of(value), origin));
            return value;
        }
    }

    private static Option<string?> RateOption(string name, string description) =>
        new Option<string?>(name) { Description = description, HelpName = "RATE" }.Check(text => Rate.Parse(text) is null ? $"it must be {Rate.Form}" : null);

    private static Option<string?> Number(string name, string description, string help, int most) =>
        new Option<string?>(name) { Description = description, HelpName = help }.Check(text =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= most && (help is "PERCENT" || number == decimal.Floor(number))
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"it must be a {(help is "PERCENT" ? "number" : "whole number")} from 0 to {most}"));
}
