namespace Muster.Local.Functions.Http;

/// <summary>A request as it came.</summary>
/// <param name="Method">Its method, such as POST.</param>
/// <param name="Target">Path and query, as they were sent.</param>
/// <param name="Headers">Name and value of each header.</param>
/// <param name="Body">The body; empty when it is too large.</param>
/// <param name="IsTooLarge">Whether the body is over the server's limit: it was read and let go.</param>
internal sealed record HttpRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, bool IsTooLarge)
{
    /// <summary>The value of the header <paramref name="name"/>; none when there is none.</summary>
    public string? Header(string name)
    {
        // By index: one request goes by for every invocation.
        for (var i = 0; i < Headers.Count; i++)
        {
            if (string.Equals(Headers[i].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return Headers[i].Value;
            }
        }

        return null;
    }
}
