using System.Globalization;

namespace Muster.Fleet.Costs.Bills;

/// <summary>Numbers as a bill has them.</summary>
public static class Words
{
    /// <summary>A quantity: 4,380,000, 12.5 or 0.0527.</summary>
    public static string Of(decimal quantity) => quantity switch
    {
        0 => "0",
        >= 1000 => quantity.ToString("#,0", CultureInfo.InvariantCulture),
        < 1 => quantity.ToString("0.####", CultureInfo.InvariantCulture),
        _ => quantity.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>Dollars and cents: $4.38.</summary>
    public static string Dollars(decimal dollars) => Cents.Round(dollars).ToString("'$'#,0.00", CultureInfo.InvariantCulture);

    /// <summary>A price with all its digits, two after the point at least: $1.00, $0.0000133334.</summary>
    public static string Price(decimal dollars) => dollars.ToString("'$'0.00########", CultureInfo.InvariantCulture);
}
