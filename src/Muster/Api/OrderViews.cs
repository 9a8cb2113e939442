using Muster.Fleet.Dispatch;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Api;

/// <summary>Orders as the API shows them: those that wait with the reasons why, as they are at this moment.</summary>
internal static class OrderViews
{
    public static async ValueTask<OrderView> OfAsync(FleetContext fleet, Order order, CancellationToken cancellationToken) =>
        (await OfAsync(fleet, [order], cancellationToken))[0];

    public static async ValueTask<IReadOnlyList<OrderView>> OfAsync(FleetContext fleet, IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var sites = new Dictionary<string, (Site? Site, IReadOnlyList<Robot> Robots)>(StringComparer.Ordinal);
        var views = new List<OrderView>(orders.Count);
        foreach (var order in orders)
        {
            var view = OrderView.Of(order);
            if (order.State == OrderState.Pending)
            {
                if (!sites.TryGetValue(order.Site, out var at))
                {
                    var robots = await fleet.Store.ListAllRobotsAsync(order.Site, cancellationToken);
                    sites[order.Site] = at = (await fleet.Store.FindSiteAsync(order.Site, cancellationToken), robots);
                }

                view = view with { Waiting = WaitingReasons.Of(order, at.Site, at.Robots, fleet.Settings.Current, fleet.Now()) };
            }

            views.Add(view);
        }

        return views;
    }
}
