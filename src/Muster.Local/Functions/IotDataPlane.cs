using System.Globalization;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Messages;
using Muster.Local.Functions.Http;

namespace Muster.Local.Functions;

/// <summary>
/// The data plane of AWS IoT Core on this machine, as far as functions need it: Publish
/// (https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html). What functions send goes the way of the fleet's
/// own messages; no rule runs on it.
/// </summary>
/// <remarks>
/// Whoever can publish here commands robots. So it is on the loopback address, takes connections of this user only, and wants
/// AWS's Authorization header and its own name in Host, which no page in a browser can send. The signature itself is not checked:
/// it says nothing that the connection's owner does not.
/// </remarks>
public sealed partial class IotDataPlane : IAsyncDisposable
{
    private const string Prefix = "/topics/";
    private static readonly byte[] Ok = """{"message":"OK"}"""u8.ToArray();

    private readonly ICommandSender _sender;
    private readonly ILogger _log;
    private readonly HttpServer _server;

    private IotDataPlane(ICommandSender sender, ILogger log)
    {
        (_sender, _log) = (sender, log);
        _server = HttpServer.Start(HandleAsync, StatusReport.MaxPayloadBytes);
    }

    /// <summary>What <c>MUSTER_IOT_ENDPOINT</c> is to say.</summary>
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_server.Port}");

    /// <summary>Starts it on a free port.</summary>
    /// <param name="sender">Takes what is published.</param>
    /// <param name="log">Hears of what is refused.</param>
    public static IotDataPlane Start(ICommandSender sender, ILogger<IotDataPlane> log) => new(sender, log);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string? WhyForbidden(HttpRequest request, int port)
    {
        var host = request.Header("Host");
        return host != string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}") && host != string.Create(CultureInfo.InvariantCulture, $"localhost:{port}")
            ? $"the host is \"{host}\", and it is not this one"
            : request.Header("Origin") is not null ? "pages in a browser may not publish here"
            : request.Header("Authorization")?.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal) != true ? "there is no Authorization header with a Signature Version 4"
            : null;
    }

    private HttpReply Refuse(int status, string type, string message)
    {
        LogRefused(status, message);
        var error = new FunctionError(type, message);
        return new HttpReply(status, error.ToJson(), $"x-amzn-ErrorType: {type}\r\n");
    }

    private async ValueTask<HttpReply?> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (WhyForbidden(request, _server.Port) is { } reason)
        {
            return Refuse(403, "ForbiddenException", reason);
        }

        if (!request.Target.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return Refuse(404, "ResourceNotFoundException", "the only resource is /topics/{topic}");
        }

        if (request.Method != "POST")
        {
            return Refuse(405, "MethodNotAllowedException", $"{request.Method} is not possible on a topic; POST publishes");
        }

        if (request.IsTooLarge)
        {
            return Refuse(413, "RequestEntityTooLargeException", $"a message has at most {StatusReport.MaxPayloadBytes} bytes");
        }

        if (PublishCall.Read(request, out var message) is { } problem)
        {
            return Refuse(400, "InvalidRequestException", problem);
        }

        await _sender.SendAsync(message!, cancellationToken).ConfigureAwait(false);
        return new HttpReply(200, Ok);
    }

    [LoggerMessage(511, LogLevel.Warning, "The local IoT data plane refused a call ({Status}): {Reason}")]
    private partial void LogRefused(int status, string reason);
}
