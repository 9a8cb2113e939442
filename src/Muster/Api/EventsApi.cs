using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Hosting.Stores;

namespace Muster.Api;

/// <summary>
/// <c>/api/events</c>: the live feed as server-sent events (WHATWG HTML, section 9.2). Changes carry an id and are replayed
/// after a break from <c>Last-Event-ID</c> on; telemetry in between comes without one.
/// </summary>
internal static class EventsApi
{
    private const int PageSize = 500;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private const int Retry = 1000;
    private const int RetryShort = 2000;
    private static readonly byte[] Comment = ": still here\n\n"u8.ToArray();

    public static void MapEvents(this WebApplication app, ApiParts parts) =>
        app.MapGet("/api/events", (string? site, string? after, HttpContext context) => StreamAsync(parts, site, after, context))
            .WithTags("Events")
            .WithSummary("The live feed (text/event-stream): events robot, order and alert with the new state; from Last-Event-ID (or after) on, else from now; filter by site")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> StreamAsync(ApiParts parts, string? site, string? after, HttpContext context)
    {
        var asked = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : after;
        if (asked is not null && !(long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 0))
        {
            return Problems.BadRequest($"Last-Event-ID is \"{asked}\"; it must be the id of an event of this feed, or be left out");
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            await StreamAsync(parts, site, asked, context.Response, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is gone, or Muster stops: it will come back with the last id that it saw.
        }

        return Results.Empty;
    }

    private static async Task StreamAsync(ApiParts parts, string? site, string? after, HttpResponse response, CancellationToken cancellationToken)
    {
        var (store, fleet) = (parts.Store.Fleet, parts.Fleet);
        var telemetry = Channel.CreateBounded<OutboundMessage>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        void Hear(OutboundMessage message) => telemetry.Writer.TryWrite(message);
        fleet.Tap.Heard += Hear;
        try
        {
            // With an id at once: a client that hears nothing before its connection breaks misses nothing either.
            var end = await store.FindFeedEndAsync(cancellationToken);
            var isOther = after is not null && long.Parse(after, CultureInfo.InvariantCulture) > long.Parse(end ?? "0", CultureInfo.InvariantCulture);
            after = isOther ? end ?? "0" : after ?? end ?? "0";
            await WriteAsync(response, after, "ready", "{}"u8.ToArray(), cancellationToken, $"retry: {(parts.EndsFeed ? RetryShort : Retry)}\n");
            if (isOther)
            {
                await WriteAsync(response, after, "reset", """{"reason":"the id is of another feed: read the state anew"}"""u8.ToArray(), cancellationToken);
            }

            while (true)
            {
                var page = await store.ListFeedAsync(after, site, PageSize, cancellationToken);
                if (page.IsGap)
                {
                    await WriteAsync(response, page.Last ?? end ?? "0", "reset", """{"reason":"changes in between are not kept any more: read the state anew"}"""u8.ToArray(), cancellationToken);
                }

                foreach (var entry in page.Entries)
                {
                    await WriteAsync(response, entry.Id, entry.Kind, entry.Payload, cancellationToken);
                }

                var isEnd = page.Last == after || page.Last is null;
                after = page.Last ?? after;
                if (!isEnd)
                {
                    continue;
                }

                await WriteTelemetryAsync(response, telemetry.Reader, site, cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
                if (parts.EndsFeed)
                {
                    return;
                }

                await WaitAsync(parts.Store, fleet.Context.Clock, telemetry.Reader, after, response, cancellationToken);
            }
        }
        finally
        {
            fleet.Tap.Heard -= Hear;
        }
    }

    private static async Task WaitAsync(
        HostStore store, TimeProvider clock, ChannelReader<OutboundMessage> telemetry, string after, HttpResponse response, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = store.WaitForFeedAsync(after, enough.Token);
        var moved = telemetry.WaitToReadAsync(enough.Token).AsTask();
        var quiet = Task.Delay(KeepAlive, clock, enough.Token);
        var first = await Task.WhenAny(changed, moved, quiet);
        await enough.CancelAsync();
        if (first == quiet && !cancellationToken.IsCancellationRequested)
        {
            await response.Body.WriteAsync(Comment, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task WriteTelemetryAsync(HttpResponse response, ChannelReader<OutboundMessage> telemetry, string? site, CancellationToken cancellationToken)
    {
        while (telemetry.TryRead(out var message))
        {
            if (site is null || IsAt(message.Payload, site))
            {
                await WriteAsync(response, id: null, FeedEntry.Robot, message.Payload, cancellationToken);
            }
        }
    }

    private static bool IsAt(ReadOnlyMemory<byte> robot, string site)
    {
        using var document = JsonDocument.Parse(robot);
        return document.RootElement.TryGetProperty("site", out var found) && found.ValueEquals(site);
    }

    private static async Task WriteAsync(HttpResponse response, string? id, string kind, ReadOnlyMemory<byte> data, CancellationToken cancellationToken, string before = "")
    {
        var head = id is null ? $"{before}event: {kind}\ndata: " : $"{before}id: {id}\nevent: {kind}\ndata: ";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(head), cancellationToken);
        await response.Body.WriteAsync(data, cancellationToken);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
    }
}
