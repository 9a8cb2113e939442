using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Muster.Tests.Commands;

/// <summary>A request as the command line sent it.</summary>
internal sealed record FakeRequest(string Method, string Target, string Body, string? Key)
{
    public override string ToString() => $"{Method} {Target}";
}

/// <summary>What is answered; nothing at all when the status is 0: then the connection is lost.</summary>
internal sealed record FakeReply(int Status, string Body = "", string Type = "application/json")
{
    public static FakeReply Lost { get; } = new(0);

    public static FakeReply Ok(string body) => new(200, body);

    public static FakeReply Problem(int status, string detail) => new(status, $$"""{"title": "Refused", "detail": "{{detail}}"}""", "application/problem+json");
}

/// <summary>An HTTP server that answers as a test says, and keeps what it was asked.</summary>
internal sealed class FakeMuster : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<FakeRequest> _requests = [];

    private FakeMuster(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    public static async Task<FakeMuster> StartAsync(Func<FakeRequest, FakeReply> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeMuster(app);
        app.Run(context => fake.AnswerAsync(context, answer));
        await app.StartAsync();
        fake.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<FakeRequest, FakeReply> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = new FakeRequest(context.Request.Method, target, await reader.ReadToEndAsync(), (string?)context.Request.Headers["Idempotency-Key"]);
        _requests.Enqueue(request);
        var reply = answer(request);
        if (reply.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        if (reply.Body.Length > 0)
        {
            context.Response.ContentType = reply.Type;
            await context.Response.WriteAsync(reply.Body);
        }
    }
}
