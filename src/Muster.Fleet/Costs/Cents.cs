namespace Muster.Fleet.Costs;

/// <summary>Dollars to whole cents.</summary>
public static class Cents
{
    /// <summary>The nearest cent; half a cent goes up.</summary>
    public static decimal Round(decimal dollars) => decimal.Round(dollars, 2, MidpointRounding.AwayFromZero);
}
