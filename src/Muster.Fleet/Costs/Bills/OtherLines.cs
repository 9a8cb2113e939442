using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>The HTTP API, logs, what watches, the secret, queues, data out.</summary>
internal static class OtherLines
{
    /// <summary>Metrics that the stack's alarms watch: 39 alarms, of which 5 watch two (infra/Muster.Infra/Watching/Alarms.cs).</summary>
    public const int AlarmMetrics = 44;

    /// <summary>Assumed: the two lines that Lambda writes for each call, as JSON.</summary>
    private const decimal CallLogBytes = 500;

    /// <summary>Assumed: a line of the API's access log.</summary>
    private const decimal AccessLogBytes = 250;

    /// <summary>Assumed: an answer of the API.</summary>
    private const decimal AnswerBytes = 2048;

    private const decimal Gigabyte = 1024m * 1024 * 1024;

    public static IEnumerable<UseLine> Of(FleetLoad load)
    {
        var requests = load.ApiRequests + load.Orders;
        yield return new UseLine("API Gateway", "HTTP API", [new UsePart(PriceKey.HttpApi, requests, $"{Words.Of(load.ApiRequests)} requests + {Words.Of(load.Orders)} orders")]);

        var calls = load.Functions.Sum(f => LambdaLines.Calls(f.Name, load));
        var logs = ((calls * CallLogBytes) + (requests * AccessLogBytes)) / Gigabyte;
        var origin = $"{Words.Of(calls)} calls × {CallLogBytes} bytes + {Words.Of(requests)} requests × {AccessLogBytes} bytes (assumed sizes)";
        yield return new UseLine("CloudWatch", "logs taken in", [new UsePart(PriceKey.LogsIngested, logs, origin)]);
        yield return new UseLine("CloudWatch", "logs kept", [new UsePart(PriceKey.LogsStored, logs, "a month's logs, as they are kept for 30 days; not counted: that they are compressed")]);
        yield return new UseLine("CloudWatch", "alarms", [new UsePart(PriceKey.Alarms, AlarmMetrics + load.Rules.Count, $"{AlarmMetrics} metrics of the stack's alarms + {load.Rules.Count} of rules of yours")]);
        yield return new UseLine("CloudWatch", "dashboard", [new UsePart(PriceKey.Dashboards, 1, "1 dashboard")]);
        yield return new UseLine("Secrets Manager", "webhook secret", [new UsePart(PriceKey.Secrets, 1, "1 secret")]);
        yield return new UseLine("SQS", "failure queues", [new UsePart(PriceKey.SqsRequests, 0, "nothing, as long as nothing fails")]);
        yield return DataOut(requests);
    }

    private static UseLine DataOut(decimal requests) =>
        new("Data out", "answers of the API", [new UsePart(PriceKey.DataOut, requests * AnswerBytes / Gigabyte, $"{Words.Of(requests)} answers × {AnswerBytes} bytes (assumed size)")]);
}
