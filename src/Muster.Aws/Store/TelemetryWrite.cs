using Amazon.DynamoDBv2;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Aws.Store;

/// <summary>
/// The hot path: one conditional update that does not know the item. Its condition says that nothing that decisions rest on
/// changes, and that the announcement goes as the shape says; the item that it answers with proves it.
/// </summary>
internal static class TelemetryWrite
{
    public static ItemWrite Of(string table, in StatusReport report, TelemetryShape shape)
    {
        var (now, reportedAt) = StatusDecision.TimesOf(report);
        var write = new ItemWrite(table, RobotItems.Key(report.Name)) { Returns = ReturnValue.ALL_OLD };

        // An item that others wrote has no version: its first report of ours is more than telemetry.
        write.If($"attribute_exists({write.Name(Attributes.Version)})")
            .IfIs(Attributes.RetiredAt, null)
            .IfIs(Attributes.Status, Values.Of(report.Status.ToWire()));
        Unchanged(write, report);
        Times(write, now, reportedAt);
        Announcement(write, report, shape, now);
        if (report.Battery.IsPresent)
        {
            write.Set(Attributes.Battery, RobotItems.Of(report.Battery.Value));
        }

        if (report.Position.IsPresent)
        {
            write.Set(Attributes.Position, RobotItems.Of(report.Position.Value));
        }

        return write;
    }

    private static void Unchanged(ItemWrite write, in StatusReport report)
    {
        if (report.Site.IsPresent)
        {
            write.IfIs(Attributes.Site, report.Site.Value is { } site ? Values.Of(site) : null);
        }

        if (report.Capabilities.IsPresent)
        {
            write.IfIs(Attributes.Capabilities, RobotItems.Of(report.Capabilities.Value));
        }

        if (report.Order.IsPresent)
        {
            write.IfIs(Attributes.ReportedOrder, report.Order.Value is { } order ? Values.Of(order) : null);
        }

        if (report.Fault.IsPresent || !StatusDecision.KeepsFault(report.Status))
        {
            write.IfIs(Attributes.Fault, RobotItems.Of(report.Fault.Value));
        }
    }

    private static void Times(ItemWrite write, DateTimeOffset now, DateTimeOffset? reportedAt)
    {
        write.If($"{write.Name(Attributes.LastSeen)} <= {write.Value(Values.Of(now))}").Set(Attributes.LastSeen, Values.Of(now));
        if (reportedAt is { } at)
        {
            var stored = write.Name(Attributes.ReportedAt);
            write.If($"(attribute_not_exists({stored}) OR {stored} <= {write.Value(Values.Of(at))})").Set(Attributes.ReportedAt, Values.Of(at));
        }
    }

    private static void Announcement(ItemWrite write, in StatusReport report, TelemetryShape shape, DateTimeOffset now)
    {
        var waits = $"attribute_exists({write.Name(Attributes.AnnouncementDue)})";
        var limit = write.Value(Values.Of(now - StatusDecision.TelemetryInterval));
        var last = write.Name(Attributes.AnnouncedAt);
        var moved = Moved(write, report);
        switch (shape)
        {
            case TelemetryShape.Announce:
                write.If($"{last} <= {limit}")
                    .If(moved is null ? waits : $"({waits} OR {moved})")
                    .Set(Attributes.AnnouncedAt, Values.Of(now))
                    .Set(Attributes.AnnouncementDue, null);
                break;
            case TelemetryShape.BecomesDue:
                write.If($"{last} > {limit}")
                    .If($"NOT {waits}")
                    .If(moved ?? waits)
                    .Set(Attributes.AnnouncementDue, Values.Of(true));
                break;
            default:
                write.If($"(({waits} AND {last} > {limit}) OR (NOT {waits}{(moved is null ? "" : $" AND NOT {moved}")}))");
                break;
        }
    }

    /// <summary>That battery or position differ from the report's; none when it has neither.</summary>
    private static string? Moved(ItemWrite write, in StatusReport report)
    {
        var battery = report.Battery.IsPresent ? Differs(write, Attributes.Battery, RobotItems.Of(report.Battery.Value)) : null;
        var position = report.Position.IsPresent ? Differs(write, Attributes.Position, RobotItems.Of(report.Position.Value)) : null;
        return battery is null ? position : position is null ? battery : $"({battery} OR {position})";
    }

    private static string Differs(ItemWrite write, string attribute, Amazon.DynamoDBv2.Model.AttributeValue? value) => value is null
        ? $"attribute_exists({write.Name(attribute)})"
        : $"(attribute_not_exists({write.Name(attribute)}) OR {write.Name(attribute)} <> {write.Value(value)})";
}
