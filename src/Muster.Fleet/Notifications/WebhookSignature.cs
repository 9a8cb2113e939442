using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Muster.Fleet.Notifications;

/// <summary>
/// The symmetric signature of Standard Webhooks: HMAC-SHA256 of <c>id.timestamp.body</c>
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
/// </summary>
public static class WebhookSignature
{
    /// <summary>What secrets begin with.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Signs a message.</summary>
    /// <param name="secret"><c>whsec_</c> and the key in base64.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    /// <returns>The value of <c>webhook-signature</c>.</returns>
    /// <exception cref="FormatException">The secret is not of that form.</exception>
    public static string Sign(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }
}
