using System.Text.Json;
using Muster.Fleet.Costs.Bills;

namespace Muster.Commands.Costs;

/// <summary>The bill for programs: one object. Amounts are US dollars, not rounded.</summary>
internal static class CostJson
{
    /// <summary>The object.</summary>
    public static string Of(CostReport report) => CompactJson.OfObject(json =>
    {
        var estimate = report.Estimate;
        json.WriteString("region", estimate.Prices.Region);
        json.WriteString("pricesRead", report.List.Read);
        json.WriteNumber("hours", Fleet.Costs.Month.Hours);
        json.WriteBoolean("basicIngest", estimate.Load.BasicIngest);
        List(json, "load", report.Facts, fact =>
        {
            json.WriteString("name", fact.Name);
            json.WriteString("value", fact.Value);
            json.WriteString("origin", fact.Origin);
        });
        List(json, "functions", estimate.Load.Functions, function =>
        {
            json.WriteString("name", function.Name);
            json.WriteNumber("memory", function.MemoryMegabytes);
            json.WriteNumber("billed", function.BilledMilliseconds);
            json.WriteString("origin", function.Origin);
        });
        List(json, "lines", estimate.Bill.Lines, line => Line(json, line));
        json.WriteStartObject("totals");
        Total(json, "standard", estimate.Standard);
        Total(json, "basicIngest", estimate.BasicIngest);
        Total(json, "server", estimate.KnowsServer ? estimate.Server : null);
        json.WriteEndObject();
        json.WriteStartObject("breakEven");
        Number(json, "reports", estimate.KnowsServer ? estimate.Break : null);
        Number(json, "reportsWithFreeTier", estimate.KnowsServer ? estimate.BreakWithFreeTier : null);
        json.WriteEndObject();
        json.WriteStartArray("missing");
        foreach (var key in estimate.Bill.Missing.Concat(estimate.Server.Missing))
        {
            json.WriteStringValue(key.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in CostNotes.Of(report))
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    });

    private static void Line(Utf8JsonWriter json, BillLine line)
    {
        json.WriteString("service", line.Service);
        json.WriteString("name", line.Name);
        json.WriteNumber("cost", line.Cost);
        json.WriteNumber("costWithFreeTier", line.CostWithFreeTier);
        List(json, "parts", line.Parts, part =>
        {
            json.WriteString("of", part.Use.Key.Name);
            json.WriteNumber("quantity", part.Use.Quantity);
            json.WriteNumber("free", part.Free);
            Number(json, "price", part.Price?.Dollars);
            json.WriteNumber("per", part.Use.Key.Per);
            Number(json, "cost", part.Cost);
            Number(json, "costWithFreeTier", part.CostWithFreeTier);
            json.WriteString("origin", part.Use.Origin);
            json.WriteString("formula", Formula.Of(part));
        });
    }

    private static void Total(Utf8JsonWriter json, string name, Bill? bill)
    {
        json.WriteStartObject(name);
        Number(json, "cost", bill?.Total);
        Number(json, "costWithFreeTier", bill?.TotalWithFreeTier);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
