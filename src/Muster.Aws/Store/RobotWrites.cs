using Amazon.DynamoDBv2;
using Muster.Fleet.Robots;

namespace Muster.Aws.Store;

/// <summary>Writes of robots that rest on what was read.</summary>
internal static class RobotWrites
{
    /// <summary>A robot that must not be there yet.</summary>
    public static ItemWrite New(string table, Robot robot)
    {
        var write = new ItemWrite(table, RobotItems.Key(robot.Name)).Put(RobotItems.ToItem(robot));
        return write.If($"attribute_not_exists({write.Name(Attributes.Name)})");
    }

    /// <summary>Writes what is different, if all that the decision read is still as it was.</summary>
    /// <param name="table">The table.</param>
    /// <param name="before">The item as it was read.</param>
    /// <param name="after">The robot as it shall be.</param>
    /// <returns>None when nothing is different.</returns>
    public static ItemWrite? Difference(string table, DynamoItem before, Robot after)
    {
        var (item, isDifferent) = (RobotItems.ToItem(after), false);
        var write = new ItemWrite(table, RobotItems.Key(after.Name));
        foreach (var attribute in RobotItems.Decided.Concat(RobotItems.Telemetry))
        {
            var value = item.GetValueOrDefault(attribute);
            if (!Values.Same(before.GetValueOrDefault(attribute), value))
            {
                write.Set(attribute, value);
                isDifferent = true;
            }
        }

        return isDifferent ? AsRead(write, before, RobotItems.Telemetry).IfIs(Attributes.Status, before.GetValueOrDefault(Attributes.Status)) : null;
    }

    /// <summary>
    /// Writes a decision's put over a robot whose telemetry is as it was read: what it answers with, and what the feed says, is
    /// then what is stored.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="before">The item as it was read, or as it should be.</param>
    /// <param name="after">The robot as it shall be.</param>
    /// <param name="announces">Whether it is announced with this, so that what waited to be announced does not matter any more.</param>
    public static ItemWrite Over(string table, DynamoItem before, Robot after, bool announces)
    {
        var item = RobotItems.ToItem(after);
        var write = Decided(new ItemWrite(table, RobotItems.Key(after.Name)), item);
        foreach (var attribute in RobotItems.Telemetry)
        {
            if ((announces && RobotItems.Announcement.Contains(attribute)) || !Values.Same(before.GetValueOrDefault(attribute), item.GetValueOrDefault(attribute)))
            {
                write.Set(attribute, item.GetValueOrDefault(attribute));
            }
        }

        return AsRead(write, before, announces ? RobotItems.Telemetry.Except(RobotItems.Announcement) : RobotItems.Telemetry);
    }

    /// <summary>Writes a put that announces nothing, whatever the telemetry is; answers with the robot as it is then.</summary>
    /// <param name="table">The table.</param>
    /// <param name="robot">The robot as it shall be.</param>
    /// <param name="expectedVersion">The version that it must have.</param>
    /// <param name="seen">The last sight, if it is not behind the stored one.</param>
    public static ItemWrite Quiet(string table, Robot robot, long expectedVersion, DateTimeOffset? seen)
    {
        var write = Decided(new ItemWrite(table, RobotItems.Key(robot.Name)) { Returns = ReturnValue.ALL_NEW }, RobotItems.ToItem(robot));
        var version = $"{write.Name(Attributes.Version)} = {write.Value(Values.Of(expectedVersion))}";
        write.If(expectedVersion == RobotItems.FirstVersion
            ? $"({version} OR (attribute_exists({write.Name(Attributes.Name)}) AND attribute_not_exists({write.Name(Attributes.Version)})))"
            : version);
        if (seen is { } time)
        {
            var lastSeen = write.Name(Attributes.LastSeen);
            write.If($"(attribute_not_exists({lastSeen}) OR {lastSeen} <= {write.Value(Values.Of(time))})").Set(Attributes.LastSeen, Values.Of(time));
        }

        return write;
    }

    private static ItemWrite Decided(ItemWrite write, DynamoItem item)
    {
        foreach (var attribute in RobotItems.Decided)
        {
            write.Set(attribute, item.GetValueOrDefault(attribute));
        }

        return write;
    }

    /// <summary>The version and the telemetry are as they were.</summary>
    private static ItemWrite AsRead(ItemWrite write, DynamoItem before, IEnumerable<string> telemetry)
    {
        write.If($"attribute_exists({write.Name(Attributes.Name)})").IfIs(Attributes.Version, before.GetValueOrDefault(Attributes.Version));
        foreach (var attribute in telemetry)
        {
            write.IfIs(attribute, before.GetValueOrDefault(attribute));
        }

        return write;
    }
}
