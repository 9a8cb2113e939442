using System.Text.Json;
using Muster.Fleet.Messages;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>The robots that match the filters, as a table.</summary>
internal sealed class RobotList(FleetApi api, ServerUrl server, string? site, string? status, string? text) : ISnapshotSource
{
    /// <inheritdoc/>
    public async Task<Snapshot> ReadAsync(IReadOnlyCollection<string> seen, CancellationToken cancellationToken) =>
        new(await api.ListAsync("api/robots", [("site", site), ("status", status), ("text", text)], cancellationToken));

    /// <inheritdoc/>
    public IRenderable Draw(Snapshot snapshot, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (snapshot.Items.Count == 0)
        {
            return new Text((site ?? status ?? text) is null ? Welcome() : "No robot matches.");
        }

        var table = Tables.Create(["NAME", "STATUS", "SITE", "BATTERY", "ORDER", "LAST SEEN", "SINCE"], "SITE", "ORDER");
        table.Columns[3].RightAligned();
        foreach (var item in snapshot.Items)
        {
            var robot = item.Deserialize(FleetJson.Default.RobotView)!;
            table.AddRow(
                Tables.Cell(robot.Name),
                Tables.Status(robot.Status),
                Tables.Cell(robot.Site),
                Tables.Cell(Tables.Percent(robot.Battery)),
                Tables.Cell(OrderIds.Short(robot.Order)),
                Tables.Cell(RelativeTime.Of(robot.LastSeen, now)),
                Tables.Cell(RelativeTime.Of(robot.Since, now)));
        }

        return table;
    }

    /// <inheritdoc/>
    public void Write(Snapshot snapshot, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var robot in snapshot.Items)
        {
            robot.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public WatchedItem Describe(JsonElement item) => RobotLine.Of(item);

    private string Welcome()
    {
        const string Report = """robots/FakeRobot/status '{"name": "FakeRobot", "status": "ONLINE"}'""";
        var host = server.Http.IsLoopback ? "" : $" -h {server.Http.Host}";
        var url = server.IsDefault ? "" : $" --url {server}";
        return $"""
            No robots yet. One appears with its first report:
              mosquitto_pub{host} -q 1 -t {Report.Replace(" '", " -m '", StringComparison.Ordinal)}
              muster publish{url} {Report}
            """;
    }
}
