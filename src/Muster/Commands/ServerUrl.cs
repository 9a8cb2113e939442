using System.CommandLine;
using System.Net.Sockets;

namespace Muster.Commands;

/// <summary>Where the Muster is that a command talks to: <c>--url</c>, else <c>MUSTER_URL</c>, else this machine.</summary>
internal sealed class ServerUrl
{
    /// <summary>Used when nothing else is said.</summary>
    public const string Default = "http://127.0.0.1:8080";

    /// <summary>The environment variable that is used when there is no <c>--url</c>.</summary>
    public const string Variable = "MUSTER_URL";

    private ServerUrl(Uri http)
    {
        Http = http;
        Mqtt = new UriBuilder(http) { Scheme = http.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = http.AbsolutePath + "mqtt" }.Uri;
    }

    /// <summary>The base of the HTTP API; ends with a slash.</summary>
    public Uri Http { get; }

    /// <summary>The broker's WebSocket.</summary>
    public Uri Mqtt { get; }

    /// <summary>Whether it is the one that is used when nothing is said.</summary>
    public bool IsDefault => ToString() == Default;

    /// <summary>The <c>--url</c> option.</summary>
    public static Option<string?> CreateOption()
    {
        var option = new Option<string?>("--url") { Description = $"Where Muster is [default: {Variable}, or {Default}]", HelpName = "URL" };
        option.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string?>();
            if (text is not null && Parse(text) is null)
            {
                result.AddError(Explain("--url", text));
            }
        });
        return option;
    }

    /// <summary>The URL to use.</summary>
    /// <exception cref="CommandException"><c>MUSTER_URL</c> is no such URL.</exception>
    public static ServerUrl From(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is { } given)
        {
            return Parse(given)!;
        }

        var variable = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(variable)
            ? Parse(Default)!
            : Parse(variable) ?? throw new CommandException(ExitCode.Usage, Explain(Variable, variable));
    }

    /// <summary>The URL in <paramref name="text"/>; none when it is no address of an HTTP server.</summary>
    public static ServerUrl? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? new ServerUrl(uri.AbsolutePath.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/"))
            : null;

    /// <summary>The error for a server that does not answer, or not as Muster does.</summary>
    public CommandException Unreachable(Exception? cause, string? saying = null)
    {
        // Nobody listens there: the plain case. Anything else (TLS, another server on this port) needs its reason.
        for (var e = cause; e is not null && saying is null; e = e.InnerException)
        {
            saying = e is SocketException or OperationCanceledException ? "" : e.InnerException is null ? e.Message.TrimEnd('.') : null;
        }

        var reason = string.IsNullOrEmpty(saying) ? "" : $" ({saying})";
        return new CommandException(
            ExitCode.Unreachable,
            $"no Muster answers at {this}{reason}: start one with `muster up`, or say where it is with --url or {Variable}",
            cause);
    }

    /// <inheritdoc/>
    public override string ToString() => Http.AbsoluteUri.TrimEnd('/');

    private static string Explain(string source, string text) =>
        $"{source} is \"{text}\"; it must be like {Default}: http or https, a host, and no query";
}
