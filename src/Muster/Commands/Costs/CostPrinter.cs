using Muster.Fleet.Costs.Bills;

namespace Muster.Commands.Costs;

/// <summary>The bill for people.</summary>
internal static class CostPrinter
{
    /// <summary>Prints it.</summary>
    /// <param name="report">All there is to say.</param>
    /// <param name="output">Where to.</param>
    /// <param name="explain">With the formula of each amount.</param>
    public static void Print(CostReport report, TextWriter output, bool explain)
    {
        var (estimate, prices) = (report.Estimate, report.Estimate.Prices);
        output.WriteLine($"A month (730 h) in {prices.Name}, {prices.Region}{(estimate.Load.BasicIngest ? ", with Basic Ingest" : "")}. Prices in US dollars without tax, put together {report.List.Read}.");
        output.WriteLine();
        Lines.Write(output, ["FLEET", "A MONTH", ""], [.. report.Facts.Select(f => (string[])[f.Name, f.Value, f.Origin])], right: [1]);
        output.WriteLine();
        if (explain)
        {
            Explain(estimate.Bill, output);
        }
        else
        {
            Table(estimate.Bill, output);
        }

        output.WriteLine();
        Compare(estimate, output);
        output.WriteLine();
        foreach (var note in CostNotes.Of(report))
        {
            output.WriteLine(note);
        }
    }

    private static void Table(Bill bill, TextWriter output)
    {
        var rows = bill.Lines.Select(l => (string[])[l.Service, l.Name, Quantity(l), Amount(l, l.Cost), Amount(l, l.CostWithFreeTier)]).ToList();
        rows.Add(["together", "", "", Words.Dollars(bill.Total), Words.Dollars(bill.TotalWithFreeTier)]);
        for (var i = rows.Count - 2; i > 0; i--)
        {
            rows[i][0] = rows[i][0] == rows[i - 1][0] ? "" : rows[i][0];
        }

        Lines.Write(output, ["SERVICE", "FOR", "QUANTITY", "A MONTH", "WITH FREE TIER"], rows, right: [2, 3, 4]);
    }

    private static void Explain(Bill bill, TextWriter output)
    {
        foreach (var line in bill.Lines)
        {
            output.WriteLine($"{line.Service}, {line.Name}: {Amount(line, line.Cost)}");
            foreach (var part in line.Parts.Where(p => p.Use.Quantity > 0 || line.Parts.Count == 1))
            {
                output.WriteLine($"    {part.Use.Origin}");
                output.WriteLine($"      {Formula.Of(part)}");
            }
        }

        output.WriteLine($"together: {Words.Dollars(bill.Total)}, with the free tier {Words.Dollars(bill.TotalWithFreeTier)}");
    }

    private static void Compare(Estimate estimate, TextWriter output)
    {
        var rows = new List<string[]>
        {
            new[] { "robots publish to their topics", Words.Dollars(estimate.Standard.Total), Words.Dollars(estimate.Standard.TotalWithFreeTier) },
            new[] { "robots use Basic Ingest", Words.Dollars(estimate.BasicIngest.Total), Words.Dollars(estimate.BasicIngest.TotalWithFreeTier) },
        };
        if (estimate.KnowsServer)
        {
            rows.Add([$"one server ({ServerUse.Name})", Words.Dollars(estimate.Server.Total), Words.Dollars(estimate.Server.TotalWithFreeTier)]);
        }

        Lines.Write(output, ["TOGETHER, A MONTH", "LIST PRICE", "WITH FREE TIER"], rows, right: [1, 2]);
    }

    private static string Amount(BillLine line, decimal amount) =>
        line.IsIncomplete && line.Cost == 0 ? "no price" : $"{Words.Dollars(amount)}{(line.IsIncomplete ? " + ?" : "")}";

    /// <summary>How much of what its first part counts.</summary>
    private static string Quantity(BillLine line)
    {
        var key = line.Parts[0].Use.Key;
        var quantity = line.Parts.Where(p => p.Use.Key == key).Sum(p => p.Use.Quantity);
        return $"{Words.Of(quantity)} {(quantity == 1 ? key.Counted.TrimEnd('s') : key.Counted)}";
    }
}
