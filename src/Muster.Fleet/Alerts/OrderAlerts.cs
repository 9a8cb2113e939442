using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Fleet.Alerts;

/// <summary>What is the matter with an order.</summary>
public static class OrderAlerts
{
    /// <summary>The alerts that should be open.</summary>
    /// <param name="before">The order before what is decided; none for a new one.</param>
    /// <param name="order">The order after it.</param>
    /// <param name="configuration">The fleet's settings.</param>
    /// <param name="now">The time (UTC).</param>
    public static IReadOnlyList<ExpectedAlert> Expected(Order? before, Order order, FleetConfiguration configuration, DateTimeOffset now) => order.State switch
    {
        OrderState.Pending when now >= order.Since + configuration.Policy.WaitingAlert =>
            [new ExpectedAlert(AlertKind.OrderWaiting, $"{order.Item} at {order.Site} waits for a robot since {order.Since:yyyy-MM-dd HH:mm:ss} UTC")],
        OrderState.Assigned or OrderState.InProgress when now >= OverdueAt(order, configuration) =>
            [new ExpectedAlert(AlertKind.OrderOverdue, Overdue(order, configuration, now))],

        // Its cause never goes away: it is over when a person took note of it.
        OrderState.Failed when order.Alerts.Count > 0 || before?.State != OrderState.Failed =>
            [new ExpectedAlert(AlertKind.OrderFailed, $"{order.Item} at {order.Site} failed: {order.Reason}")],
        _ => [],
    };

    /// <summary>
    /// When a held order is overdue: it takes longer than expected, or its deadline passes; none when nothing is known of either.
    /// </summary>
    public static DateTimeOffset? OverdueAt(Order order, FleetConfiguration configuration)
    {
        var expected = (order.StartedAt ?? order.AssignedAt ?? order.Since) + configuration.Item(order.Item)?.ExpectedDuration;
        return expected is null || order.Deadline < expected ? order.Deadline : expected;
    }

    private static string Overdue(Order order, FleetConfiguration configuration, DateTimeOffset now) => now >= order.Deadline
        ? $"{order.Item} at {order.Site} should be done by {order.Deadline:yyyy-MM-dd HH:mm:ss} UTC; {order.Robot} is at it"
        : $"{order.Robot} takes longer for {order.Item} at {order.Site} than the {Durations.Format(configuration.Item(order.Item)!.ExpectedDuration)} that are expected";
}
