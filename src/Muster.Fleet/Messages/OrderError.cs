namespace Muster.Fleet.Messages;

/// <summary>Why an order was refused.</summary>
/// <param name="Code">The kind of mistake, such as <c>missing-field</c>.</param>
/// <param name="Reason">What was wrong, where, and what would be right.</param>
/// <param name="Field">The field that was wrong; none when it was the message as a whole.</param>
public sealed record OrderError(string Code, string Reason, string? Field = null);
