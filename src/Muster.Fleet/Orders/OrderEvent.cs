namespace Muster.Fleet.Orders;

/// <summary>An entry in an order's history.</summary>
/// <param name="Order">The order's id.</param>
/// <param name="Version">The order's version after the change: the entry's place in the history.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Cause">One of <see cref="OrderEventCause"/>.</param>
/// <param name="From">The state before; none for a new order.</param>
/// <param name="To">The state after.</param>
/// <param name="Attempt">Which attempt this was about.</param>
/// <param name="Robot">The robot this was about; none when there was none.</param>
/// <param name="Why">In words, where the cause alone does not say it.</param>
/// <param name="By">The person who did it; none when it was the fleet or a robot.</param>
public sealed record OrderEvent(
    string Order,
    long Version,
    DateTimeOffset At,
    string Cause,
    string? From,
    string To,
    int Attempt,
    string? Robot = null,
    string? Why = null,
    string? By = null);
