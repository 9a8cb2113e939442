using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Muster.Commands;

/// <summary>Reads Muster's HTTP API; all its failures are <see cref="CommandException"/>s.</summary>
internal sealed class FleetApi : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ServerUrl _server;
    private readonly HttpClient _client;

    /// <param name="server">Where it is.</param>
    public FleetApi(ServerUrl server)
    {
        _server = server;
        // A proxy can't reach this machine's loopback; with one in the environment, .NET would ask it all the same.
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = !server.Http.IsLoopback }) { BaseAddress = server.Http, Timeout = Timeout };
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>One object.</summary>
    /// <param name="path">Relative to the server's URL, escaped.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        GetAsync(path, CommandJson.Default.JsonElement, cancellationToken);

    /// <summary>The first page of a list.</summary>
    /// <inheritdoc cref="GetAsync(string, CancellationToken)"/>
    public async Task<ItemPage> GetPageAsync(string path, CancellationToken cancellationToken)
    {
        var page = await GetAsync(path, CommandJson.Default.ItemPage, cancellationToken);
        return page.Items is null ? throw _server.Unreachable(null, $"it answered without items to GET {path}") : page;
    }

    /// <summary>A list whole, page by page.</summary>
    /// <param name="path">Relative to the server's URL.</param>
    /// <param name="query">The filters; those without a value are left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, IReadOnlyList<(string Name, string? Value)> query, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        string? after = null;
        do
        {
            IEnumerable<(string Name, string? Value)> parts = [.. query, ("after", after), ("limit", "1000")];
            var text = string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
            var page = await GetPageAsync($"{path}?{text}", cancellationToken);
            items.AddRange(page.Items!);
            after = page.Next;
        }
        while (after is not null);
        return items;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(path, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw await ExplainAsync(path, response, cancellationToken);
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw _server.Unreachable(e, $"what answers there is not Muster: no JSON to GET {path}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw _server.Unreachable(e);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw _server.Unreachable(e, $"no answer within {Timeout.TotalSeconds:0} s");
        }
    }

    private async Task<CommandException> ExplainAsync(string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var problem = JsonSerializer.Deserialize(body, CommandJson.Default.Problem);
            if ((problem?.Detail ?? problem?.Title) is { } text)
            {
                return new CommandException(ExitCode.Failed, text);
            }
        }

        return _server.Unreachable(null, $"what answers there says {(int)response.StatusCode} {response.ReasonPhrase} to GET {path}");
    }
}
