using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Muster.Tests.Lambda;

/// <summary>Lambda's Runtime API on a free port: hands out events, keeps what is answered.</summary>
internal sealed class RuntimeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Event> _events = Channel.CreateUnbounded<Event>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Answer>> _answers = new();
    private readonly TaskCompletionSource<Answer> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _invocations;

    private RuntimeApiServer(WebApplication app) => _app = app;

    /// <summary>What the variable AWS_LAMBDA_RUNTIME_API holds.</summary>
    public string Address => _app.Urls.First()["http://".Length..];

    /// <summary>The report of an init that failed.</summary>
    public Task<Answer> InitError => _initError.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool HasInitError => _initError.Task.IsCompleted;

    public static async Task<RuntimeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new RuntimeApiServer(builder.Build());
        const string Root = "/2018-06-01/runtime";
        server._app.MapGet(Root + "/invocation/next", server.NextAsync);
        server._app.MapPost(Root + "/invocation/{id}/response", (HttpContext c, string id) => server.TakeAsync(c, server._answers[id]));
        server._app.MapPost(Root + "/invocation/{id}/error", (HttpContext c, string id) => server.TakeAsync(c, server._answers[id]));
        server._app.MapPost(Root + "/init/error", c => server.TakeAsync(c, server._initError));
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Hands an event out.</summary>
    public Call Invoke(string payload, DateTimeOffset? deadline = null, string? trace = null)
    {
        var id = $"request-{Interlocked.Increment(ref _invocations)}";
        var answer = _answers.GetOrAdd(id, _ => new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously));
        _events.Writer.TryWrite(new Event(id, payload, deadline ?? DateTimeOffset.UtcNow.AddMinutes(10), trace));
        return new Call(id, answer.Task);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task NextAsync(HttpContext context)
    {
        Event next;
        try
        {
            next = await _events.Reader.ReadAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = next.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = next.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-west-1:123456789012:function:test";
        if (next.Trace is not null)
        {
            headers["Lambda-Runtime-Trace-Id"] = next.Trace;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(next.Payload);
    }

    private async Task TakeAsync(HttpContext context, TaskCompletionSource<Answer> answer)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        context.Response.StatusCode = 202;
        answer.TrySetResult(new Answer(context.Request.Path.Value!.EndsWith("/error", StringComparison.Ordinal), context.Request.Headers["Lambda-Runtime-Function-Error-Type"], body));
    }

    /// <summary>An invocation that is under way.</summary>
    internal sealed record Call(string Id, Task<Answer> Task)
    {
        public Task<Answer> AnswerAsync() => Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>What was answered.</summary>
    internal sealed record Answer(bool IsError, string? ErrorType, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string Text(string field) => Json.GetProperty(field).GetString()!;
    }

    private sealed record Event(string Id, string Payload, DateTimeOffset Deadline, string? Trace);
}
