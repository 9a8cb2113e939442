using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>The orders that match the filters, newest first, as a table.</summary>
/// <param name="api">Where they come from.</param>
/// <param name="site">Only those at this site.</param>
/// <param name="states">Only those in one of these states, with commas between.</param>
/// <param name="olderThan">Only those placed so long ago.</param>
/// <param name="limit">At most so many.</param>
/// <param name="clock">For the age.</param>
internal sealed class OrderList(FleetApi api, string? site, string? states, TimeSpan? olderThan, int limit, TimeProvider clock) : ISnapshotSource
{
    /// <summary>The states in which something may still happen.</summary>
    public const string OpenStates = "PENDING,ASSIGNED,IN_PROGRESS";

    /// <inheritdoc/>
    public async Task<Snapshot> ReadAsync(IReadOnlyCollection<string> seen, CancellationToken cancellationToken)
    {
        var placedBefore = olderThan is { } age ? Times.Wire(clock.GetUtcNow() - age) : null;
        var page = await api.ListAsync("api/orders", [("site", site), ("state", states), ("placedBefore", placedBefore)], "before", limit, cancellationToken);
        var left = await api.FindAsync("api/orders", seen.Except(page.Items!.Select(item => item.GetProperty("id").GetString()!)), cancellationToken);
        return new Snapshot(page.Items!) { Left = left, HasMore = page.Next is not null };
    }

    /// <inheritdoc/>
    public IRenderable Draw(Snapshot snapshot, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (snapshot.Items.Count == 0)
        {
            return new Text((site ?? states) is null && olderThan is null
                ? "No orders yet. Place one:\n  muster order place ITEM --site SITE"
                : "No order matches.");
        }

        var table = Tables.Create(["ID", "SITE", "ITEM", "STATE", "ROBOT", "AGE", "PRIO", "NOTE"], "ITEM", "NOTE");
        var orders = snapshot.Items.Select(OrderText.Read).ToList();
        var shorten = OrderIds.Shorten([.. orders.Select(o => o.Id)]);
        foreach (var order in orders)
        {
            table.AddRow(
                Tables.Cell(shorten(order.Id)),
                Tables.Cell(order.Site),
                Tables.Cell(order.Item),
                Tables.State(order.State),
                Tables.Cell(order.Robot),
                Tables.Cell(RelativeTime.Age(order.PlacedAt, now)),
                Tables.Cell(order.Priority.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(OrderText.Note(order)));
        }

        return table;
    }

    /// <inheritdoc/>
    public void Write(Snapshot snapshot, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var order in snapshot.Items)
        {
            order.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>What an order waits for is no change: it has numbers in it that are new each second.</summary>
    public WatchedItem Describe(JsonElement item)
    {
        var order = OrderText.Read(item);
        return new WatchedItem(order.Id, Printable.Of(string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Id} site={order.Site} item={order.Item} priority={order.Priority} attempt={order.Attempt} {OrderText.Standing(order)}")));
    }
}
