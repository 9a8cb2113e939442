using System.Text;
using Muster.Fleet.Costs.Prices;

namespace Muster.Tests.Costs;

public sealed class PriceListReaderTests
{
    private const string Good = """
        {
          "read": "2026-11-25",
          "free": { "lambda.requests": { "amount": 1, "unit": "million requests", "source": "https://example.com" } },
          "regions": {
            "mars-1": {
              "name": "Mars",
              "prices": {
                "iot.messages": { "price": 1.5, "unit": "million messages of 5 KB", "upTo": 1000, "asOf": "2026-10-01", "source": "https://example.com/iot" }
              }
            }
          }
        }
        """;

    [Fact]
    public void Good_file_is_read_whole()
    {
        var list = TestPrices.Read(Good);

        Assert.Equal(("2026-11-25", 0m), (list.Read, list.Credits));
        var region = list.Regions["mars-1"];
        Assert.Equal(("mars-1", "Mars"), (region.Region, region.Name));
        Assert.Equal(new Price(PriceKey.IotMessages, 1.5m, "2026-10-01", "https://example.com/iot", 1000), region.Find(PriceKey.IotMessages));
        Assert.Null(region.Find(PriceKey.IotRules));
        Assert.Equal(1_000_000m, list.Free[PriceKey.LambdaRequests].Quantity);
    }

    [Theory]
    [InlineData("\"price\": 1.5", "\"price\": \"1.5\"", 8, "$.regions['mars-1'].prices['iot.messages'].price", "\"1.5\" is no amount; it must be a number, 0 or more, not in quotes")]
    [InlineData("\"price\": 1.5", "\"price\": -1", 8, "$.regions['mars-1'].prices['iot.messages'].price", "-1 is no amount")]
    [InlineData("\"price\": 1.5, ", "", 8, "$.regions['mars-1'].prices['iot.messages']", "\"price\" is left out; it must be a number, 0 or more")]
    [InlineData("million messages of 5 KB", "messages", 8, "$.regions['mars-1'].prices['iot.messages'].unit", "the unit is \"messages\"; it must be \"million messages of 5 KB\", and the price for that")]
    [InlineData("\"iot.messages\"", "\"iot.mesages\"", 8, "$.regions['mars-1'].prices['iot.mesages']", "\"iot.mesages\" is not known; did you mean iot.messages? Known are lambda.requests")]
    [InlineData("\"2026-10-01\"", "\"October\"", 8, "$.regions['mars-1'].prices['iot.messages'].asOf", "\"October\" is no day; it must be like 2026-11-25")]
    [InlineData(", \"source\": \"https://example.com/iot\"", "", 8, "$.regions['mars-1'].prices['iot.messages']", "\"source\" is left out; it must say where the number stands, a URL")]
    [InlineData("\"upTo\"", "\"upto\"", 8, "$.regions['mars-1'].prices['iot.messages'].upto", "a setting of that name is not known; did you mean")]
    [InlineData("\"2026-11-25\"", "20261125", 2, "$.read", "20261125 has the wrong type; it must be a string")]
    [InlineData("  \"read\": \"2026-11-25\",\n", "", 1, "$", "\"read\" is left out; it must be a day like 2026-11-25")]
    [InlineData("\"amount\": 1,", "", 3, "$.free['lambda.requests']", "\"amount\" is left out")]
    [InlineData("\"regions\"", "\"region\"", 1, "$", "there are no prices: \"regions\" is left out")]
    [InlineData("\"name\": \"Mars\",", "\"name\": \"Mars\"", 7, "$", "this is not JSON")]
    public void Wrong_file_says_where_and_what_would_be_right(string good, string bad, int line, string path, string reason)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var reading = PriceListReader.Read(Encoding.UTF8.GetBytes(Good.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Null(reading.List);
        var problem = reading.Problems[0];
        Assert.Equal((line, path), (problem.Line, problem.Path));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var file = Good.Replace("1.5", "\"x\"", StringComparison.Ordinal).Replace("2026-10-01", "today", StringComparison.Ordinal).Replace("\"amount\": 1,", "", StringComparison.Ordinal);

        Assert.Equal(3, PriceListReader.Read(Encoding.UTF8.GetBytes(file)).Problems.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{}")]
    public void File_without_prices_is_refused(string file) => Assert.NotEmpty(PriceListReader.Read(Encoding.UTF8.GetBytes(file)).Problems);
}
