using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Fleet.Operations;

public sealed partial class OrderDesk
{
    private static Refusal? Check(OrderRequest request, FleetConfiguration configuration, DateTimeOffset now)
    {
        if (!configuration.KnowsSite(request.Site))
        {
            return new Refusal(RefusalCode.InvalidValue, $"there is no site \"{request.Site}\"; the configuration has {Names(configuration.Sites!.Keys)}", "site");
        }

        if (!configuration.KnowsItem(request.Item))
        {
            return new Refusal(RefusalCode.InvalidValue, $"there is no item \"{request.Item}\"; the configuration has {Names(configuration.Items!.Keys)}", "item");
        }

        return request.Deadline <= now
            ? new Refusal(RefusalCode.InvalidValue, $"the deadline {request.Deadline:yyyy-MM-dd'T'HH:mm:ss'Z'} has passed already; it is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}", "deadline")
            : null;
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(20)) + (all.Count > 20 ? ", …" : "");
    }

    private Order New(OrderRequest request, FleetConfiguration configuration, DateTimeOffset now)
    {
        var expires = request.Expires ?? configuration.Policy.Expires;
        return new Order
        {
            Id = fleet.NewId(now),
            Site = request.Site,
            Item = request.Item,
            Parameters = request.Parameters,
            Priority = request.Priority,
            Customer = request.Customer,
            Position = request.Position,
            Deadline = request.Deadline,
            Expires = expires,
            ExpiresAt = now + expires,
            Since = now,
            PlacedAt = now,
            Rank = Rank(now, request.Priority, configuration),
            Key = request.Key,
            Fingerprint = request.Key is null ? null : request.Fingerprint,
        };
    }
}
