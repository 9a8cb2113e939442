namespace Muster.Local.Simulator;

/// <summary>The order that a simulated robot carries out, with what will become of it.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Attempt">The attempt that it reports; none when the command named none.</param>
/// <param name="StartsAt">When it was accepted.</param>
/// <param name="EndsAt">When it will be done.</param>
/// <param name="FailsAt">When it fails; none when it does not.</param>
/// <param name="CrashesAt">When the robot crashes over it; none when it does not.</param>
/// <param name="Reports">How many IN_PROGRESS reports were made.</param>
internal sealed record HeldOrder(
    string Id, int? Attempt, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? FailsAt, DateTimeOffset? CrashesAt, int Reports = 0)
{
    /// <summary>When the next of <paramref name="all"/> IN_PROGRESS reports is due; none when all were made.</summary>
    public DateTimeOffset? NextReport(int all) => Reports < all ? StartsAt + ((EndsAt - StartsAt) * (Reports + 1) / (all + 1)) : null;

    /// <summary>How far it has come by <paramref name="now"/>, in whole %; 99 at most, as only COMPLETED is 100.</summary>
    public int Progress(DateTimeOffset now) =>
        EndsAt <= StartsAt ? 0 : (int)Math.Clamp(Math.Round((now - StartsAt) / (EndsAt - StartsAt) * 100), 0, 99);

    /// <summary>The same order, held up for a time.</summary>
    public HeldOrder Later(TimeSpan by) =>
        this with { StartsAt = StartsAt + by, EndsAt = EndsAt + by, FailsAt = FailsAt + by, CrashesAt = CrashesAt + by };
}
