using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>Calls of the HTTP API with JSON in and JSON out.</summary>
internal static class JsonCalls
{
    /// <summary>Posts a body as it is, or none.</summary>
    public static Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(this TestMuster muster, string path, string? body = null, string? key = null) =>
        SendAsync(muster, HttpMethod.Post, path, body, key);

    public static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(this TestMuster muster, HttpMethod method, string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var reply = await muster.Http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        return (reply.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    public static async Task<JsonNode> GetAsync(this TestMuster muster, string path) => (await muster.Http.GetFromJsonAsync<JsonNode>(path))!;

    /// <summary>Places an order that must be taken, and gives its id.</summary>
    public static async Task<string> PlaceAsync(this TestMuster muster, string more = "", string site = "munich")
    {
        var (status, order) = await muster.PostAsync("/api/orders", $$"""{"site": "{{site}}", "item": "latte"{{more}}}""");
        Assert.Equal(HttpStatusCode.Created, status);
        return (string)order["id"]!;
    }

    /// <summary>Waits until an order is in a state.</summary>
    public static Task WaitForOrderAsync(this TestMuster muster, string id, string state) =>
        Eventually.TrueAsync(async () => (string?)(await muster.GetAsync($"/api/orders/{id}"))["state"] == state, $"the order is {state}");
}
