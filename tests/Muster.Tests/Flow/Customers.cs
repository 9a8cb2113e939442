using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Muster.Tests.Flow;

/// <summary>Customers who place orders by HTTP, each with a key, and try again while the server is away.</summary>
internal sealed class Customers(RestartingServer server, IReadOnlyList<string> sites) : IDisposable
{
    private const int AtOnce = 8;
    private readonly HttpClient _http = new() { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.HttpPort}")) };
    private readonly HashSet<string> _completed = [];

    /// <summary>Places so many orders.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> PlaceAsync(int count)
    {
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, token) => ids[i] = await PlaceOneAsync(i, token));
        return ids;
    }

    /// <summary>How many orders are COMPLETED, as far as the server can be asked.</summary>
    public async Task<int> CompletedAsync()
    {
        await ReadAsync("COMPLETED", _completed);
        return _completed.Count;
    }

    /// <summary>How many orders are in one of these states.</summary>
    public async Task<int> CountAsync(string states)
    {
        var ids = new HashSet<string>();
        return await ReadAsync(states, ids) ? ids.Count : throw new InvalidOperationException("the server does not answer");
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> PlaceOneAsync(int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
                {
                    Content = JsonContent.Create(new JsonObject { ["site"] = sites[number % sites.Count], ["item"] = "latte", ["parameters"] = new JsonObject { ["number"] = number } }),
                };
                request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"order-{number}"));
                using var reply = await _http.SendAsync(request, cancellationToken);
                if (reply.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
                {
                    return (string)(await reply.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["id"]!;
                }

                Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The server was killed: the same order again, with the same key.
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task<bool> ReadAsync(string states, HashSet<string> ids)
    {
        try
        {
            for (string? before = null; ;)
            {
                var page = (await _http.GetFromJsonAsync<JsonNode>($"/api/orders?state={states}&limit=1000{(before is null ? "" : $"&before={before}")}"))!;
                foreach (var order in page["items"]!.AsArray())
                {
                    ids.Add((string)order!["id"]!);
                }

                before = (string?)page["next"];
                if (before is null)
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }
}
