using Muster.Fleet.Alerts;
using Muster.Fleet.Configuration;

namespace Muster.Fleet.Orders;

/// <summary>When the sweep has to look at an order, if nothing is heard of it before.</summary>
internal static class OrderDue
{
    public static DateTimeOffset? Of(Order order, FleetConfiguration configuration) => order.State switch
    {
        OrderState.Pending => Earliest(order.ExpiresAt, order.Deadline, order.Alerts.Count == 0 ? order.Since + configuration.Policy.WaitingAlert : null),
        OrderState.Assigned or OrderState.InProgress => Earliest(
            OrderTimes.MaxEnd(order, configuration),
            OrderTimes.Answer(order, configuration),
            order.Alerts.Count == 0 ? OrderAlerts.OverdueAt(order, configuration) : null),
        _ => null,
    };

    private static DateTimeOffset? Earliest(DateTimeOffset? first, DateTimeOffset? second, DateTimeOffset? third)
    {
        // A comparison with none is false.
        var earliest = first is null || second < first ? second : first;
        return earliest is null || third < earliest ? third : earliest;
    }
}
