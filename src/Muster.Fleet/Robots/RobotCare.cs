using System.Globalization;
using Muster.Fleet.Changes;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>What is to be done about a robot by the state that it is in, whatever message did or did not arrive.</summary>
internal static class RobotCare
{
    /// <summary>Looks at a robot and writes what is different.</summary>
    /// <param name="change">Takes up what is decided.</param>
    /// <param name="stored">The robot as it is stored.</param>
    /// <param name="robot">The robot as what was decided before leaves it.</param>
    /// <param name="others">The robots at its site; none when they don't matter.</param>
    public static void Look(FleetChange change, Robot stored, Robot robot, IReadOnlyList<Robot>? others)
    {
        var cause = robot.Order == stored.Order ? RobotEventCause.Instructed : RobotEventCause.OrderEnded;
        string? why = null;
        var policy = change.Configuration.Policy;
        var isSilent = robot.Status != RobotStatus.Offline && RobotPresence.IsSilent(robot, policy, change.Now);
        if (isSilent)
        {
            (cause, why) = (RobotEventCause.Silent, $"not heard of for {Durations.Format(policy.Heartbeat)}");
            robot = robot with { Status = RobotStatus.Offline, StatusSince = change.Now };
            change.Look(robot.Site);
        }

        if (RobotInstructions.IsDone(robot, policy))
        {
            cause = RobotEventCause.Complied;
            robot = robot with { Instruction = null };
            change.Look(robot.Site);
        }

        if (NeedsCharge(change, robot, others))
        {
            why = string.Create(CultureInfo.InvariantCulture, $"at {robot.Battery:0.#} % battery, below {policy.ChargeBelow:0.#} %");
            robot = robot with { Instruction = RobotInstructions.New(robot, CommandName.Charge, change.Now, why: why) };
        }

        if (RobotInstructions.NextSend(robot, policy) <= change.Now)
        {
            robot = RobotInstructions.Send(change, robot, robot.Instruction!);
        }

        change.Put(stored, robot, cause, why, isUnseen: isSilent);
    }

    /// <summary>Whether its battery is low enough to be sent away to charge, if that is not asked for too much of its site.</summary>
    public static bool IsLow(Robot robot, Configuration.FleetPolicy policy) =>
        robot is { Status: RobotStatus.Online, CurrentOrder: null, Instruction: null, RetiredAt: null } && robot.Battery < policy.ChargeBelow;

    private static bool NeedsCharge(FleetChange change, Robot robot, IReadOnlyList<Robot>? others)
    {
        var policy = change.Configuration.Policy;
        if (!IsLow(robot, policy))
        {
            return false;
        }

        var keep = robot.Site is null ? 0 : change.Configuration.Site(robot.Site).KeepAvailable;
        return keep == 0 || robot.Battery < policy.CriticalBattery || (others?.Count(o => o.Name != robot.Name && CanWork(o, policy)) ?? 0) >= keep;
    }

    /// <summary>Whether a robot counts among those that a site keeps available.</summary>
    public static bool CanWork(Robot robot, Configuration.FleetPolicy policy) =>
        robot is { Status: RobotStatus.Online, Instruction: null, RetiredAt: null } && !(robot.Battery < policy.ChargeBelow);
}
