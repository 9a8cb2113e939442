using Muster.Fleet.Robots;

namespace Muster.Fleet.Messages;

/// <summary>A robot as others see it: on <c>fleet/robots/{name}</c> and in the HTTP API.</summary>
/// <param name="Name">The robot's name, its key.</param>
/// <param name="Status">As reported, or WORKING for an ONLINE robot that holds an order.</param>
/// <param name="Since">When it came into that status (UTC).</param>
/// <param name="LastSeen">When the fleet last heard from it (UTC).</param>
/// <param name="Version">Rises with each change of what matters for decisions.</param>
/// <param name="Site">Where it is.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Battery">Its charge, 0 to 100 %.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Order">The order that it holds.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Instruction">What it was told and does not do yet: CHARGE, PAUSE or RESUME.</param>
public sealed record RobotView(
    string Name,
    string Status,
    DateTimeOffset Since,
    DateTimeOffset LastSeen,
    long Version,
    string? Site,
    IReadOnlyList<string> Capabilities,
    double? Battery,
    Position? Position,
    string? Order,
    Fault? Fault,
    string? Instruction = null)
{
    /// <summary>Why a robot that is retired is not there, for people.</summary>
    public static string Retired(Robot robot) =>
        $"{robot.Name} was retired at {robot.RetiredAt:yyyy-MM-dd HH:mm:ss} UTC; it is back when it reports on a new connection";

    /// <summary>The view of <paramref name="robot"/>.</summary>
    public static RobotView Of(Robot robot) => new(
        robot.Name,
        robot.ShownStatus,
        robot.ShownSince,
        robot.LastSeen,
        robot.Version,
        robot.Site,
        robot.Capabilities,
        robot.Battery,
        robot.Position,
        robot.CurrentOrder,
        robot.Fault,
        robot.Instruction?.Command);
}
