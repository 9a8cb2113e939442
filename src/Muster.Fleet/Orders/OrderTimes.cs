using Muster.Fleet.Configuration;

namespace Muster.Fleet.Orders;

/// <summary>The times of an order that a robot holds.</summary>
internal static class OrderTimes
{
    /// <summary>How often a command is sent within the time that its answer may take.</summary>
    private const int SendsPerAnswer = 3;

    /// <summary>Whether its robot owes an answer: to the order, or to its being called off.</summary>
    public static bool AwaitsAnswer(Order order) => order.Cancel is not null || (order.State == OrderState.Assigned && order.AcceptedAt is null);

    /// <summary>When the answer is late.</summary>
    public static DateTimeOffset AnswerEnd(Order order, FleetConfiguration configuration) =>
        (order.Cancel?.At ?? order.AssignedAt ?? order.Since) + configuration.Policy.AcceptTimeout;

    /// <summary>When the command is to be sent again: in whole milliseconds, as fine as it is kept.</summary>
    public static DateTimeOffset Resend(Order order, FleetConfiguration configuration) =>
        (order.SentAt ?? order.Since) + TimeSpan.FromMilliseconds(Math.Ceiling(configuration.Policy.AcceptTimeout.TotalMilliseconds / SendsPerAnswer));

    /// <summary>When something is to be done about an answer that is owed; none when none is.</summary>
    public static DateTimeOffset? Answer(Order order, FleetConfiguration configuration)
    {
        if (!AwaitsAnswer(order))
        {
            return null;
        }

        var (end, resend) = (AnswerEnd(order, configuration), Resend(order, configuration));
        return resend < end ? resend : end;
    }

    /// <summary>
    /// When it has taken too long; none when the configuration no longer has its item: a robot that works is not stopped by a limit
    /// that nobody set.
    /// </summary>
    public static DateTimeOffset? MaxEnd(Order order, FleetConfiguration configuration) =>
        (order.StartedAt ?? order.AssignedAt ?? order.Since) + configuration.Item(order.Item)?.MaxDuration;
}
