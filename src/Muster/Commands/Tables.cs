using System.Globalization;
using Spectre.Console;

namespace Muster.Commands;

/// <summary>How tables look: columns without lines, easy on eyes and on <c>grep</c>.</summary>
internal static class Tables
{
    /// <summary>A console on <paramref name="output"/>; into a file or pipe without colours, and never wrapped.</summary>
    public static IAnsiConsole Console(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!target.IsTerminal)
        {
            console.Profile.Width = 10_000;
        }

        return console;
    }

    /// <summary>An empty table with these columns. Those in <paramref name="wrapping"/> give way when the terminal is narrow.</summary>
    public static Table Create(IReadOnlyList<string> columns, params ReadOnlySpan<string> wrapping)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, 2, 0), NoWrap = !wrapping.Contains(column) });
        }

        return table;
    }

    /// <summary>A cell; "-" when there is nothing to say.</summary>
    public static Text Cell(string? text) => new(string.IsNullOrEmpty(text) ? "-" : Printable.Of(text));

    /// <summary>The name of a detail.</summary>
    public static Text Label(string text) => new(text, new Style(decoration: Decoration.Dim));

    /// <summary>A status in its colour.</summary>
    public static Text Status(string status) => new(Printable.Of(status), new Style(status switch
    {
        "ONLINE" => Color.Green,
        "WORKING" => Color.Aqua,
        "CHARGING" => Color.Yellow,
        "PAUSED" => Color.Fuchsia,
        "FAULT" => Color.Red,
        _ => Color.Grey,
    }));

    /// <summary>The state of an order or an alert in its colour.</summary>
    public static Text State(string state) => new(Printable.Of(state), new Style(state switch
    {
        "PENDING" or "ACKNOWLEDGED" => Color.Yellow,
        "ASSIGNED" or "IN_PROGRESS" => Color.Aqua,
        "COMPLETED" or "RESOLVED" => Color.Green,
        "FAILED" or "OPEN" => Color.Red,
        _ => Color.Grey,
    }));

    /// <summary>A charge, like "87 %".</summary>
    public static string? Percent(double? value) => value is { } v ? string.Create(CultureInfo.InvariantCulture, $"{v:0} %") : null;
}
