using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>
/// AWS IoT Core: connections, messages, rules, actions. A message is metered when it comes in, when it is retained, and for each client
/// that it goes to; a client's PUBACK is metered as a message, the broker's is not (aws.amazon.com/iot-core/pricing/additional-details).
/// </summary>
internal static class IotLines
{
    private const string Service = "IoT Core";

    /// <summary>Delivered to a client with QoS 1: the PUBLISH and the client's PUBACK.</summary>
    private const int Delivered = 2;

    /// <summary>A client that connects and subscribes: CONNECT and SUBSCRIBE.</summary>
    private const int Connecting = 2;

    public static IEnumerable<UseLine> Of(FleetLoad load)
    {
        var (robots, orders, minutes) = (load.RobotAnnouncements, load.OrderAnnouncements, load.Robots * Month.Minutes);
        var tracked = load.OrderReports;
        var presence = load.Reconnects * EventCosts.Reconnect.RobotMessages;
        var commands = load.Orders * EventCosts.Order.Commands;
        var watchers = load.Subscribers * Delivered;
        yield return new UseLine(Service, "connections", [new UsePart(PriceKey.IotConnections, minutes, $"{Words.Of(load.Robots)} robots × {Words.Of(Month.Minutes)} min")]);
        yield return new UseLine(Service, "messages: reports",
        [
            load.BasicIngest
                ? Messages(0, $"{Words.Of(load.Reports)} reports by Basic Ingest: not metered as messages")
                : Messages(load.Reports * load.ReportUnits, $"{Words.Of(load.Reports)} reports × {Words.Of(load.ReportUnits)} for {Words.Of(load.ReportBytes)} bytes"),
        ]);
        yield return new UseLine(Service, "messages: announcements",
        [
            Messages(robots * (2 + watchers), $"{Words.Of(robots)} of robots × (published + retained + {Words.Of(load.Subscribers)} subscribers × 2)"),
            Messages(orders * (1 + watchers), $"{Words.Of(orders)} of orders × (published + {Words.Of(load.Subscribers)} subscribers × 2)"),
        ]);
        yield return new UseLine(Service, "messages: orders",
        [
            load.BasicIngest
                ? Messages(0, $"{Words.Of(tracked)} reports on orders by Basic Ingest: not metered as messages")
                : Messages(tracked, $"{Words.Of(load.Orders)} orders × {EventCosts.Order.RobotMessages} reports on them + {Words.Of(load.Progress)} of progress"),
            Messages(commands * (1 + Delivered), $"{Words.Of(commands)} commands × (published + delivered + PUBACK)"),
        ]);
        yield return new UseLine(Service, "messages: connecting", [Messages(load.Reconnects * Connecting, $"{Words.Of(load.Reconnects)} connections × (CONNECT + SUBSCRIBE)")]);
        var reports = load.Reports * load.ReportUnits;
        var origin = $"{Words.Of(reports)} for reports + {Words.Of(tracked)} for reports on orders + {Words.Of(presence)} for presence";
        yield return new UseLine(Service, "rules triggered",
        [
            new UsePart(PriceKey.IotRules, reports + tracked + presence, origin),
            .. load.Rules.Select(r => new UsePart(PriceKey.IotRules, r.Triggered(load), $"rule {r.Name}, each message on {r.Filter}")),
        ]);
        yield return new UseLine(Service, "actions",
        [
            new UsePart(PriceKey.IotActions, reports + tracked + presence, "one for each built-in rule triggered"),
            .. load.Rules.Select(r => new UsePart(PriceKey.IotActions, r.Triggered(load) * r.Actions, $"rule {r.Name}, {r.Actions} for each message, as if its WHERE let all through")),
        ]);
    }

    private static UsePart Messages(decimal count, string origin) => new(PriceKey.IotMessages, count, origin);
}
