namespace Muster.Commands;

/// <summary>An error of the HTTP API (RFC 9457), as much of it as is shown.</summary>
/// <param name="Title">The kind of error.</param>
/// <param name="Detail">What was wrong this time.</param>
internal sealed record Problem(string? Title, string? Detail);
