namespace Muster.Local.Functions.Http;

/// <summary>The answer to a request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body, JSON.</param>
/// <param name="Headers">More headers, each line with its line end; empty when there are none.</param>
internal sealed record HttpReply(int Status, ReadOnlyMemory<byte> Body, string Headers = "")
{
    /// <summary>What is done when the answer is out.</summary>
    public Action? Then { get; init; }

    /// <summary>The words for <see cref="Status"/>.</summary>
    public string Reason => Status switch
    {
        200 => "OK",
        202 => "Accepted",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        413 => "Request Entity Too Large",
        503 => "Service Unavailable",
        _ => "Status",
    };
}
