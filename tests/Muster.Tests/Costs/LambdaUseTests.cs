using Muster.Fleet.Costs;

namespace Muster.Tests.Costs;

/// <summary>The table of AWS's article on co-ordinating robots with Lambda, arm64, 100 invocations a minute, to the cent.</summary>
public sealed class LambdaUseTests
{
    /// <summary>The last column's head says 1024 MB in the article; its $1.06 is that of 512 MB.</summary>
    [Theory]
    [InlineData("Python", 574, 128, 5.07)]
    [InlineData("Python", 279, 256, 4.95)]
    [InlineData("Python", 147, 512, 5.17)]
    [InlineData("Rust", 15, 128, 0.99)]
    [InlineData("Rust", 5, 256, 0.95)]
    [InlineData("Rust", 6, 512, 1.06)]
    public void Article_s_costs_come_out_to_the_cent(string language, int milliseconds, int megabytes, double dollars)
    {
        var use = new LambdaUse(Rate.Parse("100/min")!.Value.PerMonth, milliseconds, megabytes);

        Assert.Equal(4_380_000m, use.Invocations);
        Assert.True((decimal)dollars == use.ByCalculator(LambdaPrices.Arm64), $"{language}: {use.ByCalculator(LambdaPrices.Arm64)}");
    }

    [Fact]
    public void Last_column_at_the_1024_MB_of_its_head_would_cost_more()
    {
        // 4,380,000 × 0.006 s × 1 GB = 26,280 GB-s × $0.0000133334 = $0.35; 4.38 × $0.20 = $0.88.
        Assert.Equal(1.23m, new LambdaUse(4_380_000, 6, 1024).ByCalculator(LambdaPrices.Arm64));
    }

    [Fact]
    public void Exact_cost_rounds_nothing()
    {
        // 4,380,000 × 0.005 s × 0.25 GB = 5,475 GB-s.
        var use = new LambdaUse(4_380_000, 5, 256);

        Assert.Equal(5475m, use.GigabyteSeconds);
        Assert.Equal(5475m * 0.0000133334m, use.Duration(LambdaPrices.Arm64));
        Assert.Equal(0.876m, use.Requests(LambdaPrices.Arm64));
        Assert.Equal(0.949000365m, use.Exact(LambdaPrices.Arm64));
    }

    [Fact]
    public void X64_costs_a_quarter_more_for_the_memory_and_the_same_for_the_requests()
    {
        // 5,475 × $0.0000166667 = $0.09125018.
        Assert.Equal(0.876m + (5475m * 0.0000166667m), new LambdaUse(4_380_000, 5, 256).Exact(LambdaPrices.X64));
    }

    [Fact]
    public void Half_a_cent_goes_up()
    {
        Assert.Equal(0.13m, Cents.Round(0.125m));
        Assert.Equal(0.12m, Cents.Round(0.1249m));
    }
}
