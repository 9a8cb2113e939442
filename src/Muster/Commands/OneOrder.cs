using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>One order, with all its details and, where asked for, its history.</summary>
internal sealed class OneOrder(FleetApi api, string id, bool withHistory) : ISnapshotSource
{
    /// <inheritdoc/>
    public async Task<Snapshot> ReadAsync(IReadOnlyCollection<string> seen, CancellationToken cancellationToken)
    {
        var path = $"api/orders/{Uri.EscapeDataString(id)}";
        var order = await api.GetAsync(path, cancellationToken);
        return new Snapshot([order])
        {
            History = withHistory ? (await api.ListAsync($"{path}/history", [], "before", int.MaxValue, cancellationToken)).Items! : [],
        };
    }

    /// <inheritdoc/>
    public IRenderable Draw(Snapshot snapshot, DateTimeOffset now, TimeZoneInfo zone)
    {
        var details = Details(OrderText.Read(snapshot.Items[0]), now, zone);
        return withHistory ? new Rows(details, Text.Empty, History(snapshot.History, zone)) : details;
    }

    /// <inheritdoc/>
    public void Write(Snapshot snapshot, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in snapshot.Items[0].EnumerateObject())
        {
            property.WriteTo(writer);
        }

        if (withHistory)
        {
            writer.WriteStartArray("history");
            foreach (var entry in snapshot.History)
            {
                entry.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public WatchedItem Describe(JsonElement item) => new(id, $"{id} {OrderText.Standing(OrderText.Read(item))}");

    private static Table Details(OrderView order, DateTimeOffset now, TimeZoneInfo zone)
    {
        var table = Tables.Create(["LABEL", "VALUE"], "VALUE").HideHeaders();
        Add("Order", order.Id);
        Add("Site", order.Site);
        Add("Item", order.Item);
        table.AddRow(Tables.Label("State"), Tables.State(order.State));
        Add("Since", RelativeTime.Of(order.Since, now));
        Add("Reason", order.Reason);
        AddAll("Waits as", order.State == "PENDING" ? order.Waiting : null);
        Add("Robot", order.Robot);
        Add("Progress", Tables.Percent(order.Progress));
        Add("Called off", order.Cancel is { } cancel ? string.Join(": ", new[] { RelativeTime.Of(cancel.At, now), cancel.By, cancel.Why }.Where(p => p is not null)) : null);
        Add("Priority", order.Priority.ToString(CultureInfo.InvariantCulture));
        Add("Attempt", order.Attempt.ToString(CultureInfo.InvariantCulture));
        Add("Avoids", order.Avoided is { Count: > 0 } avoided ? string.Join(", ", avoided) : null);
        Add("Placed", Times.Local(order.PlacedAt, zone));
        Add("Deadline", Times.Local(order.Deadline, zone));
        Add("Expires", order.State == "PENDING" ? Times.Local(order.ExpiresAt, zone) : null);
        Add("Assigned", Times.Local(order.AssignedAt, zone));
        Add("Accepted", Times.Local(order.AcceptedAt, zone));
        Add("Started", Times.Local(order.StartedAt, zone));
        Add("Ended", Times.Local(order.EndedAt, zone));
        Add("Customer", order.Customer?.Reference);
        Add("Notifies", order.Customer?.NotifyUrl);
        Add("Parameters", order.Parameters is { } parameters ? CompactJson.Of(parameters) : null);
        return table;

        void Add(string label, string? value) => AddAll(label, value is null ? null : [value]);

        void AddAll(string label, IReadOnlyList<string>? values)
        {
            foreach (var (i, value) in (values ?? []).Index())
            {
                table.AddRow(Tables.Label(i == 0 ? label : ""), Tables.Cell(value));
            }
        }
    }

    private static Table History(IReadOnlyList<JsonElement> entries, TimeZoneInfo zone)
    {
        var table = Tables.Create(["WHEN", "STATE", "CAUSE", "ATTEMPT", "ROBOT", "BY", "WHY"], "WHY");
        foreach (var entry in entries.Select(e => e.Deserialize(FleetJson.Default.OrderEvent)!))
        {
            table.AddRow(
                Tables.Cell(Times.Local(entry.At, zone)),
                Tables.Cell(entry.From is null || entry.From == entry.To ? entry.To : $"{entry.From} → {entry.To}"),
                Tables.Cell(entry.Cause),
                Tables.Cell(entry.Attempt.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(entry.Robot),
                Tables.Cell(entry.By),
                Tables.Cell(entry.Why));
        }

        return table;
    }
}
