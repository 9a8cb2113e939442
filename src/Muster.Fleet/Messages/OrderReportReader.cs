namespace Muster.Fleet.Messages;

/// <summary>Reads what a robot says of an order.</summary>
public static class OrderReportReader
{
    private const string Example = """{"state": "IN_PROGRESS", "progress": 40}""";

    private const string States = "ACCEPTED, IN_PROGRESS, COMPLETED, FAILED, REJECTED or CANCELED";

    /// <summary>Reads <paramref name="payload"/>.</summary>
    /// <param name="payload">One JSON object in UTF-8.</param>
    /// <param name="robot">The robot's name in the topic.</param>
    /// <param name="order">The order's id in the topic.</param>
    /// <param name="receivedAt">When the fleet received it (UTC).</param>
    /// <param name="report">The report, when there is nothing to refuse.</param>
    /// <returns>Why it is refused; none when it is not.</returns>
    public static Refusal? Read(ReadOnlyMemory<byte> payload, string? robot, string? order, DateTimeOffset receivedAt, out OrderReport? report)
    {
        report = null;
        if (robot is null || !RobotName.IsValid(robot))
        {
            return new Refusal(RefusalCode.InvalidTopic, $"the robot's name in the topic is \"{robot}\"; a name is {RobotName.Rule}", "name");
        }

        if (order is null || !RobotName.IsValid(order))
        {
            return new Refusal(RefusalCode.InvalidTopic, $"the order's id in the topic is \"{order}\"; an id is {RobotName.Rule}", "order");
        }

        var fields = JsonFields.Read(payload, Example);
        var state = fields.Text("state", 64);
        if (fields.Refusal is null && state is null)
        {
            fields.Refuse(RefusalCode.MissingField, "state", $"the field \"state\" is missing; a state is {States}");
        }

        var parsed = Parse(state);
        if (fields.Refusal is null && parsed is null)
        {
            fields.Refuse(RefusalCode.InvalidValue, "state", $"the field \"state\" is \"{state}\"; a state is {States}");
        }

        var progress = fields.Number("progress", 0, 100);
        var reason = fields.Text("reason", 1000);
        var attempt = fields.Integer("attempt", 1, int.MaxValue);
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        report = new OrderReport(robot, order, parsed!.Value, receivedAt, progress, reason, attempt);
        return null;
    }

    private static OrderReportState? Parse(string? state) => state switch
    {
        "ACCEPTED" => OrderReportState.Accepted,
        "IN_PROGRESS" => OrderReportState.InProgress,
        "COMPLETED" => OrderReportState.Completed,
        "FAILED" => OrderReportState.Failed,
        "REJECTED" => OrderReportState.Rejected,
        "CANCELED" => OrderReportState.Canceled,
        _ => null,
    };
}
