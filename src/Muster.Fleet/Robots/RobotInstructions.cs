using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>Telling a robot to charge, pause or resume, until its status shows that it does.</summary>
internal static class RobotInstructions
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A new instruction; it goes out with the next look at the robot.</summary>
    public static Instruction New(Robot robot, string command, DateTimeOffset now, string? by = null, string? why = null) =>
        new(command, $"{command.ToLowerInvariant()}/{robot.Name}/{robot.Version + 1}", now, by, why);

    /// <summary>
    /// Whether the robot's status shows that it does what it was told. What was not sent yet is not done, even if the status says
    /// so: another command may be on its way to the robot, and the last word counts. Who has a full battery need not charge.
    /// </summary>
    public static bool IsDone(Robot robot, FleetPolicy policy) => robot.Instruction switch
    {
        { Command: CommandName.Charge, By: null } when robot.Battery >= policy.ResumeAt => true,
        { SentAt: null } => false,
        { Command: CommandName.Charge } => robot.Status == RobotStatus.Charging,
        { Command: CommandName.Pause } => robot.Status == RobotStatus.Paused,
        { Command: CommandName.Resume } => robot.Status is RobotStatus.Online or RobotStatus.Fault,
        _ => false,
    };

    /// <summary>
    /// When it is to be sent (again); none when it can't be: the robot is away, or has to finish its order before it charges.
    /// Each time later than the last, so that a robot that does not comply is not flooded.
    /// </summary>
    public static DateTimeOffset? NextSend(Robot robot, FleetPolicy policy)
    {
        if (robot.Instruction is not { } instruction || robot.Status == RobotStatus.Offline || (instruction.Command == CommandName.Charge && robot.CurrentOrder is not null))
        {
            return null;
        }

        if (instruction.SentAt is not { } sentAt)
        {
            return instruction.At;
        }

        var back = RobotPresence.BackAt(robot);
        return back > sentAt && robot.LastSeen >= back ? back : sentAt + Pause(instruction.Sends, policy);
    }

    /// <summary>Sends it. It is no longer good when the next one is due: none pile up for a robot that is away.</summary>
    public static Robot Send(FleetChange change, Robot robot, Instruction instruction)
    {
        var sent = instruction with { SentAt = change.Now, Sends = instruction.Sends + 1 };
        var expires = change.Now + Pause(sent.Sends, change.Configuration.Policy);
        change.Send(robot.Name, new RobotCommand(sent.Id, sent.Command, change.Now, Reason: sent.Why, ExpiresAt: expires));
        return robot with { Instruction = sent };
    }

    private static TimeSpan Pause(int sends, FleetPolicy policy)
    {
        var pause = policy.AcceptTimeout * Math.Pow(2, Math.Min(sends, 10) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }
}
