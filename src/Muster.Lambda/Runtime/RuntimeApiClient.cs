using System.Globalization;
using System.Net.Http.Headers;

namespace Muster.Lambda.Runtime;

/// <summary>Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly HttpClient _http;
    private readonly Uri _next;
    private readonly string _invocation;
    private readonly string _initError;

    /// <summary>Makes one.</summary>
    /// <param name="address">Host and port.</param>
    public RuntimeApiClient(string address)
    {
        // The next invocation may come in hours; it is this machine's own, so that no proxy is asked.
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var version = $"http://{address}/2018-06-01/runtime";
        _next = new Uri($"{version}/invocation/next");
        _invocation = $"{version}/invocation";
        _initError = $"{version}/init/error";
    }

    /// <summary>Waits for the next invocation.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is gone, or does not answer as it should.</exception>
    public async ValueTask<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _next);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var headers = response.Headers;
        if (Find(headers, "Lambda-Runtime-Aws-Request-Id") is not { } id
            || !long.TryParse(Find(headers, "Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var deadline))
        {
            throw new HttpRequestException("the Runtime API handed out an invocation without Lambda-Runtime-Aws-Request-Id or Lambda-Runtime-Deadline-Ms");
        }

        var payload = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Invocation(id, DateTimeOffset.FromUnixTimeMilliseconds(deadline), Find(headers, "Lambda-Runtime-Trace-Id"), payload);
    }

    /// <summary>Answers an invocation.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is gone, or did not take it.</exception>
    public ValueTask RespondAsync(string requestId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        PostAsync($"{_invocation}/{requestId}/response", json, errorType: null, cancellationToken);

    /// <summary>Tells that an invocation failed.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is gone, or did not take it.</exception>
    public ValueTask FailAsync(string requestId, InvocationError error, CancellationToken cancellationToken) =>
        PostAsync($"{_invocation}/{requestId}/error", error.ToJson(), error.Type, cancellationToken);

    /// <summary>Tells that the function could not be made.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is gone, or did not take it.</exception>
    public ValueTask FailInitAsync(InvocationError error, CancellationToken cancellationToken) =>
        PostAsync(_initError, error.ToJson(), error.Type, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;

    private async ValueTask PostAsync(string url, ReadOnlyMemory<byte> json, string? errorType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(json) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, errorType);
        }

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }
}
