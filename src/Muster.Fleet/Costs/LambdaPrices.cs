namespace Muster.Fleet.Costs;

/// <summary>What Lambda charges, on demand, in US dollars.</summary>
/// <param name="GigabyteSecond">For a GB (1,024 MB) of memory held for a second of billed duration.</param>
/// <param name="MillionRequests">For a million invocations.</param>
public sealed record LambdaPrices(decimal GigabyteSecond, decimal MillionRequests)
{
    /// <summary>arm64, the first tier, in the large regions (us-east-1, us-west-2, eu-central-1), 2025.</summary>
    public static LambdaPrices Arm64 { get; } = new(0.0000133334m, 0.20m);

    /// <summary>x86-64, the first tier, in the same regions, 2025.</summary>
    public static LambdaPrices X64 { get; } = new(0.0000166667m, 0.20m);
}
