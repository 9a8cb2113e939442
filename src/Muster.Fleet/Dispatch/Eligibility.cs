using System.Globalization;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Dispatch;

/// <summary>Whether a robot may take an order: predicates that say why not. A robot that none refuses is eligible.</summary>
public static class Eligibility
{
    private static readonly Func<Robot, FleetConfiguration, DateTimeOffset, IReadOnlyList<Robot>?, string?>[] OfRobot =
        [IsAway, IsSilent, HoldsAnOrder, IsInstructed, IsCharging, IsLow];

    private static readonly Func<Candidate, string?>[] OfPair = [IsUnknown, Lacks, TriedBefore];

    /// <summary>
    /// Why no robot can take <paramref name="order"/>: what it needs is not known any more, as the configuration was changed while
    /// it waited. None when that is not so.
    /// </summary>
    public static string? WhyNot(Order order, FleetConfiguration configuration) =>
        !configuration.KnowsSite(order.Site) ? $"the site \"{order.Site}\" is no longer in the configuration"
        : !configuration.KnowsItem(order.Item) ? $"the item \"{order.Item}\" is no longer in the configuration"
        : null;

    /// <summary>Why <paramref name="robot"/> can't take any order; none when it is available.</summary>
    public static string? WhyNot(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone = null)
    {
        foreach (var predicate in OfRobot)
        {
            if (predicate(robot, configuration, now, everyone) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    /// <summary>Why a robot that is available can't take this order; none when it can.</summary>
    public static string? WhyNotThis(in Candidate candidate)
    {
        foreach (var predicate in OfPair)
        {
            if (predicate(candidate) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    /// <summary>Whether a robot has what an item takes.</summary>
    public static bool CanDo(Robot robot, string item, FleetConfiguration configuration) =>
        configuration.Item(item) is { } known && known.Requires.All(c => robot.Capabilities.Contains(c));

    /// <summary>Why a robot can't take this order; none when it can. What will not change by itself is said first.</summary>
    public static string? WhyNot(in Candidate candidate) =>
        IsUnknown(candidate) ?? Lacks(candidate) ?? WhyNot(candidate.Robot, candidate.Configuration, candidate.Now, candidate.Everyone) ?? WhyNotThis(candidate);

    private static string? IsAway(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone) => robot.RetiredAt is not null
        ? $"{robot.Name} is retired"
        : robot.Status is RobotStatus.Online or RobotStatus.Charging ? null : $"{robot.Name} is {robot.Status.ToWire()}";

    private static string? IsSilent(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone) =>
        RobotPresence.IsSilent(robot, configuration.Policy, now)
            ? string.Create(CultureInfo.InvariantCulture, $"{robot.Name} was not heard of for {(now - robot.LastSeen).TotalSeconds:0} s")
            : null;

    private static string? HoldsAnOrder(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone) =>
        robot.CurrentOrder is { } order ? $"{robot.Name} is busy with order {order}" : null;

    private static string? IsInstructed(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone) =>
        robot.Instruction is { } instruction
            ? $"{robot.Name} was told to {instruction.Command}{(instruction.By is null ? "" : $" by {instruction.By}")}"
            : null;

    private static string? IsCharging(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone) =>
        robot.Status == RobotStatus.Charging && !(robot.Battery >= configuration.Policy.ResumeAt)
            ? string.Create(CultureInfo.InvariantCulture, $"{robot.Name} charges{(robot.Battery is { } b ? $": at {b:0.#} % of the {configuration.Policy.ResumeAt:0.#} % that it needs" : "")}")
            : null;

    private static string? IsLow(Robot robot, FleetConfiguration configuration, DateTimeOffset now, IReadOnlyList<Robot>? everyone)
    {
        var policy = configuration.Policy;
        if (!(robot.Battery < policy.ChargeBelow))
        {
            return null;
        }

        var keep = robot.Site is null ? 0 : configuration.Site(robot.Site).KeepAvailable;
        var isNeeded = robot.Battery >= policy.CriticalBattery && keep > 0 && everyone?.Count(o => o.Name != robot.Name && RobotCare.CanWork(o, policy)) < keep;
        return isNeeded ? null : string.Create(CultureInfo.InvariantCulture, $"{robot.Name} is at {robot.Battery:0.#} % battery, below {policy.ChargeBelow:0.#} %");
    }

    private static string? IsUnknown(Candidate candidate) => WhyNot(candidate.Order, candidate.Configuration);

    private static string? Lacks(Candidate candidate)
    {
        foreach (var capability in candidate.Configuration.Item(candidate.Order.Item)?.Requires ?? [])
        {
            if (!candidate.Robot.Capabilities.Contains(capability))
            {
                return $"{candidate.Robot.Name} lacks \"{capability}\"";
            }
        }

        return null;
    }

    /// <summary>
    /// A robot that had the order and did not finish it gets it again only when no other robot that could take it is at
    /// work at the site, and not at once.
    /// </summary>
    private static string? TriedBefore(Candidate candidate)
    {
        var (robot, order) = (candidate.Robot, candidate.Order);
        if (!order.Avoided.Contains(robot.Name))
        {
            return null;
        }

        var other = candidate.Everyone?.FirstOrDefault(o =>
            !order.Avoided.Contains(o.Name)
            && o.RetiredAt is null
            && (o.Status == RobotStatus.Online || (o.Status == RobotStatus.Charging && o.Battery >= candidate.Configuration.Policy.ResumeAt))
            && !RobotPresence.IsSilent(o, candidate.Configuration.Policy, candidate.Now)
            && Lacks(candidate with { Robot = o }) is null);
        if (other is not null)
        {
            return $"{robot.Name} had it before, and {other.Name} could take it";
        }

        var again = order.Since + candidate.Configuration.Policy.AcceptTimeout;
        return candidate.Now < again ? $"{robot.Name} had it before, and gets it again at {again:HH:mm:ss} UTC at the earliest" : null;
    }
}
