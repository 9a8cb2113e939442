namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>The names of months and days in English, as Joda-Time and Java have them for the locale en-US.</summary>
internal static class TimeNames
{
    /// <summary>January first.</summary>
    public static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The first three letters of the months.</summary>
    public static readonly string[] ShortMonths = [.. Months.Select(m => m[..3])];

    /// <summary>Monday first, as ISO 8601 counts.</summary>
    public static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>The first three letters of the days.</summary>
    public static readonly string[] ShortDays = [.. Days.Select(d => d[..3])];

    /// <summary>Before noon, after noon.</summary>
    public static readonly string[] HalfDays = ["AM", "PM"];

    /// <summary>Before Christ, after.</summary>
    public static readonly string[] ShortEras = ["BC", "AD"];

    /// <summary>The eras in full.</summary>
    public static readonly string[] Eras = ["Before Christ", "Anno Domini"];
}
