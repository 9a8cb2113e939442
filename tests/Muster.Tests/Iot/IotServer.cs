using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Muster.Tests.Iot;

/// <summary>AWS IoT's data endpoint on a free port: HTTPS, and it takes only what is signed well.</summary>
internal sealed class IotServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly SignatureCheck _check;

    private IotServer(WebApplication app, X509Certificate2 certificate, SignatureCheck check)
    {
        _app = app;
        _certificate = certificate;
        _check = check;
    }

    /// <summary>What it answers to the next ones that are signed well; 200 when there is none.</summary>
    public ConcurrentQueue<Func<HttpContext, Task<int>>> Answers { get; } = new();

    /// <summary>What was published, as it came.</summary>
    public ConcurrentQueue<Publish> Published { get; } = new();

    /// <summary>How many came, those among them that were not taken.</summary>
    public int Calls => _calls;

    /// <summary>The connections that there were.</summary>
    public ConcurrentDictionary<string, bool> Connections { get; } = new();

    public Uri Url => new(_app.Urls.First());

    private int _calls;

    public static async Task<IotServer> StartAsync(SignatureCheck check)
    {
        var certificate = Certificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l =>
        {
            l.Protocols = HttpProtocols.Http1;
            l.UseHttps(certificate);
        }));
        var server = new IotServer(builder.Build(), certificate, check);
        server._app.Run(server.TakeAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A way to it that trusts its certificate and no other.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == _certificate.GetCertHashString() },
        AllowAutoRedirect = false,
    };

    public void Answer(int status, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Answers.Enqueue(_ => Task.FromResult(status));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private async Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        Connections.TryAdd(context.Connection.Id, true);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string? Header(string name) => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
        if (_check.Problem(context.Request.Method, target, Header, body.ToArray()) is { } problem)
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync(problem);
            return;
        }

        context.Response.StatusCode = Answers.TryDequeue(out var answer) ? await answer(context) : 200;
        if (context.Response.StatusCode == 200)
        {
            var query = context.Request.Query.ToDictionary(p => p.Key, p => p.Value.ToString());
            Published.Enqueue(new Publish(target.Split('?')[0], query, Header("x-amz-mqtt5-correlation-data"), Header("x-amz-date")!, body.ToArray()));
        }
    }

    /// <summary>One message.</summary>
    internal sealed record Publish(string Path, IReadOnlyDictionary<string, string> Query, string? Correlation, string Date, byte[] Payload)
    {
        public string Topic => Uri.UnescapeDataString(Path["/topics/".Length..]);

        public string Text => System.Text.Encoding.UTF8.GetString(Payload);
    }
}
