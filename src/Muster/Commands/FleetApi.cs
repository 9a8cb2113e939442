using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Muster.Commands;

/// <summary>Talks to Muster's HTTP API; all its failures are <see cref="CommandException"/>s.</summary>
internal sealed class FleetApi : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int LargestPage = 1000;

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

    /// <summary>Text that is no JSON.</summary>
    /// <inheritdoc cref="GetAsync(string, CancellationToken)"/>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await AskAsync(request, response => response.Content.ReadAsStringAsync(cancellationToken), cancellationToken);
    }

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
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, IReadOnlyList<(string Name, string? Value)> query, CancellationToken cancellationToken) =>
        (await ListAsync(path, query, "after", int.MaxValue, cancellationToken)).Items!;

    /// <summary>A list page by page, up to a limit.</summary>
    /// <param name="path">Relative to the server's URL.</param>
    /// <param name="query">The filters; those without a value are left out.</param>
    /// <param name="cursor">The parameter that takes what <c>next</c> gave: after, or before in lists with the newest first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The items as one page; its <c>next</c> tells that there are more.</returns>
    public async Task<ItemPage> ListAsync(
        string path, IReadOnlyList<(string Name, string? Value)> query, string cursor, int limit, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        string? next = null;
        do
        {
            var count = Math.Min(limit - items.Count, LargestPage).ToString(CultureInfo.InvariantCulture);
            var page = await GetPageAsync($"{path}?{Query([.. query, (cursor, next), ("limit", count)])}", cancellationToken);
            items.AddRange(page.Items!);
            next = page.Next;
        }
        while (next is not null && items.Count < limit);
        return new ItemPage(items, next);
    }

    /// <summary>Single items by their ids; those that are not kept any more are left out.</summary>
    /// <param name="path">The path of their list.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<JsonElement>> FindAsync(string path, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        foreach (var id in ids)
        {
            try
            {
                items.Add(await GetAsync($"{path}/{Uri.EscapeDataString(id)}", cancellationToken));
            }
            catch (CommandException e) when (e.ExitCode == ExitCode.Failed)
            {
                // Over for so long that it is not kept any more.
            }
        }

        return items;
    }

    /// <summary>Tells Muster to do something.</summary>
    /// <param name="method">POST, PATCH or DELETE.</param>
    /// <param name="path">Relative to the server's URL, escaped.</param>
    /// <param name="write">Writes the fields of the body's object; without it there is no body.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, Action<Utf8JsonWriter>? write, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (write is not null)
        {
            request.Content = new StringContent(CompactJson.OfObject(write), Encoding.UTF8, "application/json");
        }

        // As it is: what .NET takes for wrong in a header's value, Muster refuses with its reason.
        if (key is not null && !request.Headers.TryAddWithoutValidation("Idempotency-Key", key))
        {
            throw new CommandException(ExitCode.Usage, $"the key \"{key}\" can't be sent: a key is on one line");
        }

        return await AskAsync(request, async response => new ApiAnswer(
            response.StatusCode,
            response.StatusCode == HttpStatusCode.NoContent ? default : await ReadAsync(response, CommandJson.Default.JsonElement, cancellationToken)), cancellationToken);
    }

    /// <summary>A query string.</summary>
    /// <param name="parts">Those without a value are left out.</param>
    public static string Query(IEnumerable<(string Name, string? Value)> parts) =>
        string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new JsonException("null");
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await AskAsync(request, response => ReadAsync(response, type, cancellationToken), cancellationToken);
    }

    private async Task<T> AskAsync<T>(HttpRequestMessage request, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        var what = $"{request.Method} {request.RequestUri}";
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? await read(response) : throw await ExplainAsync(what, response, cancellationToken);
        }
        catch (JsonException e)
        {
            throw _server.Unreachable(e, $"what answers there is not Muster: no JSON to {what}");
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

    private async Task<CommandException> ExplainAsync(string what, HttpResponseMessage response, CancellationToken cancellationToken)
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

        return _server.Unreachable(null, $"what answers there says {(int)response.StatusCode} {response.ReasonPhrase} to {what}");
    }
}
