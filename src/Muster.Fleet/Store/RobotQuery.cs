namespace Muster.Fleet.Store;

/// <summary>Which robots to list, in the order of their names.</summary>
/// <param name="Site">Only those at this site.</param>
/// <param name="Status">Only those that are shown with this status (one of <see cref="Messages.RobotStatusNames.Shown"/>), or those that were taken out of the fleet (<see cref="Messages.RobotStatusNames.Retired"/>), who are in no other list.</param>
/// <param name="Text">Only those whose name or site has this text in it, whatever its case (ASCII).</param>
/// <param name="After">Only those whose names come after this one: where the last page stopped.</param>
/// <param name="Limit">At most so many, 1 to <see cref="MaxLimit"/>.</param>
public sealed record RobotQuery(string? Site = null, string? Status = null, string? Text = null, string? After = null, int Limit = 100)
{
    /// <summary>The longest page.</summary>
    public const int MaxLimit = 1000;
}
