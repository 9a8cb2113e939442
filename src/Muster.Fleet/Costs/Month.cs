namespace Muster.Fleet.Costs;

/// <summary>The month that bills are reckoned for: 730 hours, a twelfth of a year of 365 days, as the price calculators of AWS have it.</summary>
public static class Month
{
    /// <summary>Hours in a month.</summary>
    public const int Hours = 730;

    /// <summary>Minutes in a month: 43,800.</summary>
    public const int Minutes = Hours * 60;

    /// <summary>Seconds in a month: 2,628,000.</summary>
    public const int Seconds = Minutes * 60;
}
