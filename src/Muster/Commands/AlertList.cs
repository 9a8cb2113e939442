using System.Text.Json;
using Muster.Fleet.Messages;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>The alerts that match the filters, newest first, as a table.</summary>
/// <param name="api">Where they come from.</param>
/// <param name="site">Only those of this site.</param>
/// <param name="kind">Only those of this kind.</param>
/// <param name="all">Also those that are over.</param>
/// <param name="limit">At most so many.</param>
internal sealed class AlertList(FleetApi api, string? site, string? kind, bool all, int limit) : ISnapshotSource
{
    /// <inheritdoc/>
    public async Task<Snapshot> ReadAsync(IReadOnlyCollection<string> seen, CancellationToken cancellationToken)
    {
        var page = await api.ListAsync("api/alerts", [("open", all ? null : "true"), ("site", site), ("kind", kind)], "before", limit, cancellationToken);
        var left = await api.FindAsync("api/alerts", seen.Except(page.Items!.Select(IdOf)), cancellationToken);
        return new Snapshot(page.Items!) { Left = left, HasMore = page.Next is not null };
    }

    /// <inheritdoc/>
    public IRenderable Draw(Snapshot snapshot, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (snapshot.Items.Count == 0)
        {
            return new Text((site ?? kind) is not null ? "No alert matches." : all ? "No alerts yet." : "No open alerts.");
        }

        // The id begins with kind and subject, so they have no columns of their own.
        var table = Tables.Create(["ID", "SITE", "STATE", "OPENED", "MESSAGE"], "MESSAGE");
        foreach (var alert in snapshot.Items.Select(Read))
        {
            table.AddRow(
                Tables.Cell(alert.Id),
                Tables.Cell(alert.Site),
                Tables.State(alert.State),
                Tables.Cell(RelativeTime.Of(alert.OpenedAt, now)),
                Tables.Cell(alert.AcknowledgedBy is null ? alert.Message : $"{alert.Message} ({alert.AcknowledgedBy} knows)"));
        }

        return table;
    }

    /// <inheritdoc/>
    public void Write(Snapshot snapshot, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var alert in snapshot.Items)
        {
            alert.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public WatchedItem Describe(JsonElement item) => new(IdOf(item), Line(Read(item)));

    /// <summary>The alert in <paramref name="item"/>.</summary>
    public static AlertView Read(JsonElement item) => item.Deserialize(FleetJson.Default.AlertView)!;

    /// <summary>An alert as one line.</summary>
    public static string Line(AlertView alert)
    {
        var by = alert.State == "ACKNOWLEDGED" && alert.AcknowledgedBy is not null ? $" by {alert.AcknowledgedBy}" : "";
        return Printable.Of($"{alert.Id} {alert.State}{by}{(alert.Site is null ? "" : $" site={alert.Site}")}: {alert.Message}");
    }

    private static string IdOf(JsonElement alert) => alert.GetProperty("id").GetString()!;
}
