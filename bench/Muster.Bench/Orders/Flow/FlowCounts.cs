using System.Text.Json;
using Muster.Bench.Servers;

namespace Muster.Bench.Orders.Flow;

/// <summary>What the server says of the orders, by its API, page by page.</summary>
internal static class FlowCounts
{
    internal static async Task<int> CompletedAsync(MusterServer muster, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{muster.HttpPort}") };
        var (count, before) = (0, "");
        do
        {
            var page = await client.GetStreamAsync(new Uri($"/api/orders?state=COMPLETED&limit=1000{before}", UriKind.Relative), cancellationToken);
            await using (page)
            {
                using var document = await JsonDocument.ParseAsync(page, cancellationToken: cancellationToken);
                count += document.RootElement.GetProperty("items").GetArrayLength();
                before = document.RootElement.TryGetProperty("next", out var next) && next.GetString() is { } id ? $"&before={id}" : "";
            }
        }
        while (before.Length > 0);
        return count;
    }
}
