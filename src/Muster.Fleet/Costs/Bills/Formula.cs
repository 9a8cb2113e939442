namespace Muster.Fleet.Costs.Bills;

/// <summary>How an amount comes about, with the numbers put in.</summary>
public static class Formula
{
    /// <summary>Like <c>4,380,000 × $1.00/M = $4.38</c>, and with the free tier behind it where it takes something off.</summary>
    public static string Of(BillPart part)
    {
        var (quantity, free) = (part.Use.Quantity, part.Free);
        if (part.Price is not { } price)
        {
            return $"{Words.Of(quantity)} × no price of {part.Use.Key.Name}";
        }

        var rate = $"{Words.Price(price.Dollars)}/{price.Key.Symbol}";
        var list = $"{Words.Of(quantity)} × {rate} = {Words.Dollars(part.Cost ?? 0)}";
        return free == 0 ? list : $"{list}; free tier: ({Words.Of(quantity)} − {Words.Of(free)}) × {rate} = {Words.Dollars(part.CostWithFreeTier ?? 0)}";
    }
}
