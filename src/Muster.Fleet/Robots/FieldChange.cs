namespace Muster.Fleet.Robots;

/// <summary>One field of a change.</summary>
/// <param name="Field">The field's name, as in the messages.</param>
/// <param name="From">What it was; none when it was not set.</param>
/// <param name="To">What it is; none when it was cleared.</param>
public sealed record FieldChange(string Field, string? From, string? To);
