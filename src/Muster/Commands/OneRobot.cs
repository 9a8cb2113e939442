using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>One robot, with all its details and its latest changes.</summary>
internal sealed class OneRobot(FleetApi api, string name) : ISnapshotSource
{
    /// <inheritdoc/>
    public async Task<Snapshot> ReadAsync(IReadOnlyCollection<string> seen, CancellationToken cancellationToken)
    {
        var path = $"api/robots/{Uri.EscapeDataString(name)}";
        var robot = await api.GetAsync(path, cancellationToken);
        var history = await api.GetPageAsync($"{path}/history?limit=10", cancellationToken);
        return new Snapshot([robot]) { History = history.Items! };
    }

    /// <inheritdoc/>
    public IRenderable Draw(Snapshot snapshot, DateTimeOffset now, TimeZoneInfo zone)
    {
        var robot = snapshot.Items[0].Deserialize(FleetJson.Default.RobotView)!;
        return new Rows(Details(robot, now), Text.Empty, History(snapshot.History, zone));
    }

    /// <inheritdoc/>
    public void Write(Snapshot snapshot, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in snapshot.Items[0].EnumerateObject())
        {
            property.WriteTo(writer);
        }

        writer.WriteStartArray("history");
        foreach (var entry in snapshot.History)
        {
            entry.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public WatchedItem Describe(JsonElement item) => RobotLine.Of(item);

    private static Table Details(RobotView robot, DateTimeOffset now)
    {
        var table = Tables.Create(["LABEL", "VALUE"], "VALUE").HideHeaders();
        table.AddRow(Tables.Label("Robot"), Tables.Cell(robot.Name));
        table.AddRow(Tables.Label("Status"), Tables.Status(robot.Status));
        Add("Told to", robot.Instruction);
        Add("Since", RelativeTime.Of(robot.Since, now));
        Add("Last seen", RelativeTime.Of(robot.LastSeen, now));
        Add("Fault", robot.Fault is { } fault ? $"{fault.Code} {fault.Message}" : null);
        Add("Site", robot.Site);
        Add("Battery", Tables.Percent(robot.Battery));
        Add("Order", robot.Order);
        Add("Capabilities", robot.Capabilities is { Count: > 0 } capabilities ? string.Join(", ", capabilities) : null);
        Add("Position", robot.Position is { } position ? Place(position) : null);
        return table;

        void Add(string label, string? value)
        {
            if (value is not null)
            {
                table.AddRow(Tables.Label(label), Tables.Cell(value));
            }
        }
    }

    private static string Place(Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"x {position.X:0.##} m, y {position.Y:0.##} m")
        + (position.Theta is { } theta ? string.Create(CultureInfo.InvariantCulture, $", heading {theta:0.##} rad") : "")
        + (position.Map is { } map ? $", map {map}" : "");

    private static Table History(IReadOnlyList<JsonElement> entries, TimeZoneInfo zone)
    {
        var table = Tables.Create(["WHEN", "CAUSE", "CHANGES"], "CHANGES");
        foreach (var entry in entries.Select(e => e.Deserialize(FleetJson.Default.RobotEvent)!))
        {
            var at = Times.Local(entry.At, zone);
            var changes = string.Join(", ", (entry.Changes ?? []).Select(Describe));
            table.AddRow(Tables.Cell(at), Tables.Cell(entry.Cause), Tables.Cell(entry.Why is null ? changes : $"{changes} ({entry.Why})"));
        }

        return table;
    }

    private static string Describe(FieldChange change) => $"{change.Field} {change.From ?? "-"} → {change.To ?? "-"}";
}
