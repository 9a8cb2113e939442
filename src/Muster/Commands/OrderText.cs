using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Commands;

/// <summary>Orders in words.</summary>
internal static class OrderText
{
    /// <summary>The order in <paramref name="item"/>.</summary>
    public static OrderView Read(JsonElement item) => item.Deserialize(FleetJson.Default.OrderView)!;

    /// <summary>Whether nothing more happens to it by itself.</summary>
    public static bool IsEnded(OrderView order) => OrderStateNames.TryParse(order.State, out var state) && state.IsEnded();

    /// <summary>Id, state, robot, and what there is to say on it in one line; below, what it waits for.</summary>
    public static IEnumerable<string> Lines(OrderView order) =>
        [$"{order.Id} {Standing(order)}", .. order.State == "PENDING" ? Waits(order) : []];

    /// <summary>What it waits for, a line each.</summary>
    public static IEnumerable<string> Waits(OrderView order) => (order.Waiting ?? []).Select(why => $"  waits: {Printable.Of(why)}");

    /// <summary>State, robot, progress and reason.</summary>
    public static string Standing(OrderView order)
    {
        var state = order.Robot is null ? order.State : $"{order.State} {order.Robot}";
        var progress = order.State == "IN_PROGRESS" && order.Progress is not null ? $" {Tables.Percent(order.Progress)}" : "";
        var why = CalledOff(order) ?? order.Reason;
        return Printable.Of($"{state}{progress}{(why is null ? "" : $": {why}")}");
    }

    /// <summary>The one thing to know of it beside its state; none when there is none.</summary>
    public static string? Note(OrderView order) => CalledOff(order) ?? order.State switch
    {
        "PENDING" when order.Waiting is [var only] => only,
        "PENDING" when order.Waiting is { Count: > 1 } reasons => string.Create(CultureInfo.InvariantCulture, $"{reasons[0]} (and {reasons.Count - 1} more)"),
        "IN_PROGRESS" when order.Progress is not null => Tables.Percent(order.Progress),
        _ => order.Reason,
    };

    private static string? CalledOff(OrderView order) => order.Cancel is { } cancel
        ? $"called off{(cancel.By is null ? "" : $" by {cancel.By}")}{(cancel.Why is null ? "" : $": {cancel.Why}")}"
        : null;
}
