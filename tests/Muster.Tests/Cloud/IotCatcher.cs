using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Muster.Tests.Processes;

namespace Muster.Tests.Cloud;

/// <summary>A data endpoint on loopback that takes all that is published; whether it is signed well is another test's.</summary>
internal sealed class IotCatcher : IAsyncDisposable
{
    private readonly Channel<(string Topic, string Body)> _published = Channel.CreateUnbounded<(string, string)>();
    private readonly WebApplication _app;

    private IotCatcher(WebApplication app) => _app = app;

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{new Uri(_app.Urls.First()).Port}");

    public static async Task<IotCatcher> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        var catcher = new IotCatcher(builder.Build());
        catcher._app.Run(catcher.TakeAsync);
        await catcher._app.StartAsync();
        return catcher;
    }

    /// <summary>The next message on such a topic; others are passed over.</summary>
    public async Task<(string Topic, JsonNode Body)> NextAsync(Func<string, bool> isWanted)
    {
        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        while (true)
        {
            var (topic, body) = await _published.Reader.ReadAsync(deadline.Token);
            if (isWanted(topic))
            {
                return (topic, JsonNode.Parse(body)!);
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var path = Uri.UnescapeDataString(context.Request.Path.Value!);
        await _published.Writer.WriteAsync((path["/topics/".Length..], await reader.ReadToEndAsync()));
        await context.Response.WriteAsJsonAsync(new JsonObject { ["message"] = "OK" });
    }
}
