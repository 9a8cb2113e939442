namespace Muster.Fleet.Costs;

/// <summary>What a function does in a month, and what Lambda charges for it; without free tier, storage and data out.</summary>
/// <param name="Invocations">Invocations in the month.</param>
/// <param name="BilledMilliseconds">Billed duration of one of them: ceil(duration), of a first call in an environment with its init.</param>
/// <param name="MemoryMegabytes">The memory that the function is given, not what it uses.</param>
public sealed record LambdaUse(decimal Invocations, decimal BilledMilliseconds, decimal MemoryMegabytes)
{
    /// <summary>GB-seconds: invocations × seconds × GB (1,024 MB).</summary>
    public decimal GigabyteSeconds => Invocations * BilledMilliseconds * MemoryMegabytes / (1000m * 1024m);

    /// <summary>What the memory held costs, in dollars, not rounded.</summary>
    public decimal Duration(LambdaPrices prices) => GigabyteSeconds * prices.GigabyteSecond;

    /// <summary>What the requests cost, in dollars, not rounded.</summary>
    public decimal Requests(LambdaPrices prices) => Invocations * prices.MillionRequests / 1_000_000m;

    /// <summary>Both, in dollars, not rounded.</summary>
    public decimal Exact(LambdaPrices prices) => Duration(prices) + Requests(prices);

    /// <summary>Both as AWS's price calculator adds them up, each part rounded to the cent first: round(GB-s part) + round(request part).</summary>
    public decimal ByCalculator(LambdaPrices prices) => Cents.Round(Duration(prices)) + Cents.Round(Requests(prices));
}
