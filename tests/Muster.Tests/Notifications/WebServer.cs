using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Muster.Tests.Notifications;

/// <summary>Somebody's web server on a free port; it answers as it is told, and keeps what was posted.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>What it answers from now on.</summary>
    public int Status { get; set; } = 200;

    /// <summary>The header Retry-After of its answers; none when it says none.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>What an answer waits for.</summary>
    public TaskCompletionSource? Hangs { get; set; }

    /// <summary>What was posted, oldest first.</summary>
    public ConcurrentQueue<Post> Posts { get; } = new();

    public string Url => _app.Urls.First() + "/hook";

    public static async Task<WebServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new WebServer(builder.Build());
        server._app.MapPost("/hook", server.TakeAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers;
        Posts.Enqueue(new Post(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"], context.Request.ContentType, await reader.ReadToEndAsync()));
        if (Hangs is { } until)
        {
            await until.Task.WaitAsync(context.RequestAborted);
        }

        if (RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        context.Response.StatusCode = Status;
    }

    internal sealed record Post(string Id, string Timestamp, string? Signature, string? ContentType, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string Type => Json.GetProperty("type").GetString()!;
    }
}
