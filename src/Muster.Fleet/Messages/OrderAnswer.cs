namespace Muster.Fleet.Messages;

/// <summary>What a terminal hears on its response topic: the order, or why there is none.</summary>
/// <param name="Order">The order as it stands.</param>
/// <param name="Error">Why it was refused.</param>
public sealed record OrderAnswer(OrderView? Order = null, OrderError? Error = null);
