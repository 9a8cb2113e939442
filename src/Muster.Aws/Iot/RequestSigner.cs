using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Muster.Aws.Iot;

/// <summary>
/// Signature Version 4 for a request of our own: the canonical request is put together here, as AWS's documentation has it
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), and signed by the SDK.
/// </summary>
/// <param name="region">The region.</param>
/// <param name="service">The service's signing name.</param>
internal sealed class RequestSigner(string region, string service)
{
    /// <summary>Carries the time.</summary>
    public const string DateHeader = "x-amz-date";

    /// <summary>Carries the session token of temporary credentials, as a Lambda's are.</summary>
    public const string TokenHeader = "x-amz-security-token";

    /// <summary>Signs a request, and adds the headers that the signature needs.</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="path">The path as it is sent: it is encoded once more for the signature, as all services but S3 do.</param>
    /// <param name="query">The query as <see cref="Query"/> made it.</param>
    /// <param name="headers">All headers to sign, by name in lower case, <c>host</c> among them.</param>
    /// <param name="payload">The body.</param>
    /// <param name="credentials">Whose signature.</param>
    /// <param name="now">The time (UTC).</param>
    /// <returns>The value of <c>Authorization</c>.</returns>
    public string Sign(
        string method, string path, string query, SortedDictionary<string, string> headers, ReadOnlySpan<byte> payload, ImmutableCredentials credentials, DateTimeOffset now)
    {
        headers[DateHeader] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        if (credentials.UseToken)
        {
            headers[TokenHeader] = credentials.Token;
        }

        var signed = string.Join(';', headers.Keys);
        var request = new StringBuilder();
        request.Append(method).Append('\n').AppendJoin('/', path.Split('/').Select(Uri.EscapeDataString)).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in headers)
        {
            request.Append(name).Append(':').Append(Collapse(value)).Append('\n');
        }

        request.Append('\n').Append(signed).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(payload)));
        return AWS4Signer.ComputeSignature(credentials, region, now.UtcDateTime, service, signed, request.ToString()).ForAuthorizationHeader;
    }

    /// <summary>Headers in the order in which they are signed.</summary>
    public static SortedDictionary<string, string> Headers() => new(StringComparer.Ordinal);

    /// <summary>A query in canonical form, which is sent as it is signed: encoded, by name, then value.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Select(p => (Name: Uri.EscapeDataString(p.Key), Value: Uri.EscapeDataString(p.Value)))
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .ThenBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={p.Value}"));

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
