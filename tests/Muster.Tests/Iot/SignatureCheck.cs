using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Muster.Tests.Iot;

/// <summary>
/// Checks a Signature Version 4 as a service does, from the request as it came. Written from AWS's documentation, and without
/// any code of the SDK or of the sender's.
/// </summary>
internal sealed record SignatureCheck(string AccessKey, string SecretKey, string? Token, string Region, string Service)
{
    /// <summary>What is wrong with the request; none when its signature is right.</summary>
    /// <param name="method">POST, …</param>
    /// <param name="target">Path and query as they came.</param>
    /// <param name="header">The value of a header; none when there is none.</param>
    /// <param name="body">The body.</param>
    public string? Problem(string method, string target, Func<string, string?> header, byte[] body)
    {
        const string Scheme = "AWS4-HMAC-SHA256 ";
        if (header("authorization") is not { } authorization || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return "no signature";
        }

        var parts = authorization[Scheme.Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var date = header("x-amz-date")!;
        var scope = $"{date[..8]}/{Region}/{Service}/aws4_request";
        var signed = parts["SignedHeaders"].Split(';');
        if (parts["Credential"] != $"{AccessKey}/{scope}")
        {
            return $"the credential is {parts["Credential"]}, not {AccessKey}/{scope}";
        }

        if (!signed.Contains("host") || !signed.Contains("x-amz-date") || header("x-amz-security-token") != Token || (Token is not null && !signed.Contains("x-amz-security-token")))
        {
            return $"the signed headers are {parts["SignedHeaders"]}, the token is {header("x-amz-security-token")}";
        }

        var canonical = new StringBuilder($"{method}\n{Path(target)}\n{Query(target)}\n");
        foreach (var name in signed.Order(StringComparer.Ordinal))
        {
            canonical.Append(CultureInfo.InvariantCulture, $"{name}:{string.Join(' ', header(name)!.Split(' ', StringSplitOptions.RemoveEmptyEntries))}\n");
        }

        canonical.Append(CultureInfo.InvariantCulture, $"\n{parts["SignedHeaders"]}\n{Hex(SHA256.HashData(body))}");
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{SecretKey}");
        foreach (var step in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == parts["Signature"] ? null : $"the signature does not match; canonical request:\n{canonical}";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Path(string target) => string.Join('/', target.Split('?')[0].Split('/').Select(Encode));

    private static string Query(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var i ? string.Join('&', target[(i + 1)..].Split('&').Order(StringComparer.Ordinal)) : "";

    private static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            encoded.Append(char.IsAsciiLetterOrDigit(c) || "-._~".Contains(c, StringComparison.Ordinal) ? $"{c}" : $"%{b:X2}");
        }

        return encoded.ToString();
    }
}
