using System.Globalization;
using Muster.Fleet.Costs;
using Muster.Fleet.Costs.Bills;

namespace Muster.Commands.Costs;

/// <summary>What has to be known beside the amounts.</summary>
internal static class CostNotes
{
    /// <summary>The notes, a line each.</summary>
    public static IEnumerable<string> Of(CostReport report)
    {
        var estimate = report.Estimate;
        if (estimate.Bill.Missing is { Count: > 0 } missing)
        {
            yield return $"No price for {string.Join(", ", missing.Select(k => k.Name))} in {estimate.Prices.Region}: the amounts are without it, and too low.";
        }

        foreach (var price in estimate.Bill.Exceeded)
        {
            yield return $"The price of {price.Key.Name} holds up to {Words.Of(price.UpTo!.Value)} {price.Key.Unit}; above that AWS charges less, so this is too much.";
        }

        yield return estimate.KnowsServer
            ? Even(estimate)
            : $"No comparison with a server: {estimate.Prices.Region} has no price for {string.Join(", ", estimate.Server.Missing.Select(k => k.Name))}.";
        if (report.List.Credits > 0)
        {
            yield return $"Free tier: what is free in every account. New accounts have {Words.Dollars(report.List.Credits)} of credits at most, which is not in these amounts.";
        }

        foreach (var note in report.Notes)
        {
            yield return note;
        }

        var assumed = estimate.Load.Functions.Where(f => f.Origin == Fleet.Costs.Loads.FunctionLoad.Assumed).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} {f.BilledMilliseconds:0.##} ms")).ToList();
        if (assumed.Count > 0)
        {
            yield return $"Assumed durations: {string.Join(", ", assumed)} (--duration, --measured). --explain shows each formula.";
        }
    }

    private static string Even(Estimate estimate)
    {
        var variant = $"{(estimate.Load.BasicIngest ? " (with Basic Ingest)" : "")}{(estimate.Bill.Missing.Count > 0 ? " (by the prices that there are)" : "")}";
        if (estimate.Break is null && estimate.BreakWithFreeTier is null)
        {
            return $"The server costs less, however few reports there are{variant}.";
        }

        var list = estimate.Break is { } reports ? Say(reports) : "none at all";
        var free = estimate.BreakWithFreeTier is { } more ? Say(more) : "none at all";
        return $"The cloud costs as much as the server{variant} at {list}, with the free tier at {free}; with more the server costs less.";
    }

    private static string Say(decimal reports) => string.Create(CultureInfo.InvariantCulture, $"{reports:#,0} reports a month ({reports / Month.Minutes:#,0.#}/min)");
}
