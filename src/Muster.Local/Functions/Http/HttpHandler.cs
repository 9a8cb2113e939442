namespace Muster.Local.Functions.Http;

/// <summary>Answers a request.</summary>
/// <param name="request">What was asked.</param>
/// <param name="cancellationToken">Ends with the server.</param>
/// <returns>The answer; none to close the connection without one.</returns>
internal delegate ValueTask<HttpReply?> HttpHandler(HttpRequest request, CancellationToken cancellationToken);
