using System.Net;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>A reader of <c>/api/events</c>.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _reply;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage reply, Stream body)
    {
        _reply = reply;
        _lines = new StreamReader(body);
    }

    /// <summary>The id of the last event that had one: where a next connection begins.</summary>
    public string? LastId { get; private set; }

    public static async Task<EventStream> OpenAsync(TestMuster muster, string? lastId = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events" + query);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var reply = await muster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        return new EventStream(reply, await reply.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event.</summary>
    public async Task<(string Kind, JsonNode Data, string? Id)> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (kind, data, id) = ("message", "", (string?)null);
        while (await _lines.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Length == 0 && data.Length > 0)
            {
                LastId = id ?? LastId;
                return (kind, JsonNode.Parse(data)!, id);
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (name, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 2)..]);
            (kind, data, id) = name switch
            {
                "event" => (value, data, id),
                "data" => (kind, data + value, id),
                "id" => (kind, data, value),
                _ => (kind, data, id),
            };
        }

        throw new EndOfStreamException("the stream ended");
    }

    /// <summary>The next event of a kind; others are passed over.</summary>
    public async Task<JsonNode> NextAsync(string kind)
    {
        while (true)
        {
            var (found, data, _) = await NextAsync();
            if (found == kind)
            {
                return data;
            }
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _reply.Dispose();
    }
}
