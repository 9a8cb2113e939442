using System.Text;
using Muster.Fleet.Costs.Prices;

namespace Muster.Tests.Costs;

/// <summary>Prices for tests, round ones: those of the program change, these stay.</summary>
internal static class TestPrices
{
    public static string Json { get; } = Make();

    public static PriceList List { get; } = Read(Json);

    public static RegionPrices Region => List.Regions["test-1"];

    private static string Make()
    {
        (string Key, string Price)[] prices =
        [
            ("lambda.requests", "0.20"), ("lambda.arm64", "0.0000133334"), ("lambda.x64", "0.0000166667"),
            ("iot.connections", "0.08"), ("iot.messages", "1.00"), ("iot.rules", "0.15"), ("iot.actions", "0.15"),
            ("dynamodb.writes", "0.625"), ("dynamodb.reads", "0.125"), ("dynamodb.storage", "0.25"), ("httpApi.requests", "1.00"),
            ("logs.ingested", "0.50"), ("logs.stored", "0.03"), ("cloudwatch.alarms", "0.10"), ("cloudwatch.dashboards", "3.00"),
            ("secretsManager.secrets", "0.40"), ("sqs.requests", "0.40"), ("dataOut", "0.09"),
            ("ec2.t4gSmall", "0.0168"), ("ebs.gp3", "0.08"), ("vpc.publicIpv4", "0.005"),
        ];
        (string Key, string Amount)[] free =
        [
            ("lambda.requests", "1"), ("lambda.arm64", "400000"), ("lambda.x64", "400000"), ("dynamodb.storage", "25"),
            ("logs.ingested", "5"), ("cloudwatch.alarms", "10"), ("sqs.requests", "1"), ("dataOut", "100"),
        ];
        return $$"""
            {
              "read": "2026-11-25",
              "free": { {{Entries(free, "amount")}} },
              "credits": { "amount": 200 },
              "regions": { "test-1": { "name": "Test", "prices": { {{Entries(prices, "price")}} } } }
            }
            """;
    }

    public static PriceList Read(string json)
    {
        var reading = PriceListReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(reading.Problems);
        return reading.List!;
    }

    private static string Entries((string Key, string Number)[] entries, string name) => string.Join(",\n", entries.Select(e =>
        $$"""  "{{e.Key}}": { "{{name}}": {{e.Number}}, "unit": "{{PriceKey.All.Single(k => k.Name == e.Key).Unit}}", "source": "https://example.com" }"""));
}
