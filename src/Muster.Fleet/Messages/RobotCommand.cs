namespace Muster.Fleet.Messages;

/// <summary>What a robot hears on <c>robots/{name}/commands</c>.</summary>
/// <param name="Id">Names the command: the same when it is sent again.</param>
/// <param name="Command">One of <see cref="CommandName"/>.</param>
/// <param name="SentAt">When it was sent (UTC).</param>
/// <param name="Order">The order that it is about; none for CHARGE, PAUSE and RESUME.</param>
/// <param name="Reason">Why; none where it goes without saying.</param>
/// <param name="ExpiresAt">When it is not to be begun any more (UTC); none when it stays good.</param>
public sealed record RobotCommand(
    string Id,
    string Command,
    DateTimeOffset SentAt,
    CommandOrder? Order = null,
    string? Reason = null,
    DateTimeOffset? ExpiresAt = null);
