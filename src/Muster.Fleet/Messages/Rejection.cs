namespace Muster.Fleet.Messages;

/// <summary>What a robot hears on <c>robots/{name}/rejected</c> when a message of its was refused.</summary>
/// <param name="Topic">The topic of the refused message.</param>
/// <param name="Code">The kind of mistake, such as <c>wrong-type</c>.</param>
/// <param name="Reason">What was wrong, where, and what would be right.</param>
/// <param name="At">When it was refused (UTC).</param>
public sealed record Rejection(string Topic, string Code, string Reason, DateTimeOffset At);
