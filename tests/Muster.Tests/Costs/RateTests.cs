using Muster.Fleet.Costs;

namespace Muster.Tests.Costs;

public sealed class RateTests
{
    [Theory]
    [InlineData("100/min", 4_380_000)]
    [InlineData("100/m", 4_380_000)]
    [InlineData("20/h", 14_600)]
    [InlineData("5/s", 13_140_000)]
    [InlineData("1/10s", 262_800)]
    [InlineData("0.5/min", 21_900)]
    [InlineData("1/500ms", 5_256_000)]
    [InlineData("24/d", 730)]
    [InlineData("7/w", 30.416666666666666)]
    [InlineData("50000/month", 50_000)]
    [InlineData("0/s", 0)]
    [InlineData("0", 0)]
    public void Rate_is_read(string text, double perMonth) => Assert.Equal(perMonth, (double)Rate.Parse(text)!.Value.PerMonth, 6);

    [Theory]
    [InlineData("")]
    [InlineData("100")]
    [InlineData("/min")]
    [InlineData("100/")]
    [InlineData("100/fortnight")]
    [InlineData("-1/s")]
    [InlineData("1/0s")]
    [InlineData("1e3/s")]
    [InlineData("1,000/min")]
    [InlineData("1/2/s")]
    [InlineData(" 1/s")]
    [InlineData("1 /s")]
    [InlineData("99999999999999999999999999999999/s")]
    [InlineData("1000000000000/ms")]
    [InlineData("1000000000000/s")]
    public void Other_text_is_none(string text) => Assert.Null(Rate.Parse(text));

    [Theory]
    [InlineData("100/min")]
    [InlineData("1/10s")]
    [InlineData("0.25/h")]
    [InlineData("3/d")]
    [InlineData("50000/month")]
    public void Rate_is_written_as_it_is_read(string text) => Assert.Equal(text, Rate.Parse(text)!.Value.ToString());
}
