namespace Muster.Fleet.Robots;

/// <summary>What a robot was told and does not yet do: sent again until its status shows it. While there is one it gets no order.</summary>
/// <param name="Command">CHARGE, PAUSE or RESUME (<see cref="Messages.CommandName"/>).</param>
/// <param name="Id">The command's id, the same each time it is sent.</param>
/// <param name="At">Since when (UTC).</param>
/// <param name="By">Who; none when it was the fleet.</param>
/// <param name="Why">Why; none when nothing was said.</param>
/// <param name="SentAt">When it was last sent (UTC); none while it was not, as the robot holds an order or is away.</param>
/// <param name="Sends">How often it was sent.</param>
public sealed record Instruction(
    string Command,
    string Id,
    DateTimeOffset At,
    string? By = null,
    string? Why = null,
    DateTimeOffset? SentAt = null,
    int Sends = 0);
