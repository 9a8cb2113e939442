namespace Muster.Fleet.Operations;

/// <summary>Who asks for something, and why: it goes into the history.</summary>
/// <param name="By">Who: at most 128 characters.</param>
/// <param name="Why">Why: at most 1,000 characters; none when nothing was said.</param>
public sealed record Actor(string By, string? Why = null)
{
    /// <summary>Somebody who did not say who.</summary>
    public static Actor Unknown { get; } = new("operator");
}
