using System.Globalization;
using Amazon.Runtime;
using Muster.Fleet.Messages;

namespace Muster.Aws.Iot;

/// <summary>
/// AWS IoT's Publish for a message of the fleet (https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html).
/// </summary>
internal static class PublishRequest
{
    /// <summary>The service's signing name.</summary>
    public const string Service = "iotdata";

    /// <summary>Carries MQTT 5's correlation data in base64.</summary>
    public const string CorrelationHeader = "x-amz-mqtt5-correlation-data";

    // Dots and escapes in the path stay as they are signed.
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Makes the signed request.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="message">What to publish.</param>
    /// <param name="expires">How long it is still worth delivering; none when it stays good.</param>
    /// <param name="signer">Signs it.</param>
    /// <param name="credentials">Whose signature.</param>
    /// <param name="now">The time.</param>
    public static HttpRequestMessage Create(
        Uri endpoint, OutboundMessage message, TimeSpan? expires, RequestSigner signer, ImmutableCredentials credentials, DateTimeOffset now)
    {
        // The topic is one segment of the path: its slashes are encoded, too.
        var path = $"/topics/{Uri.EscapeDataString(message.Topic)}";
        var query = RequestSigner.Query(Parameters(message, expires));
        var headers = RequestSigner.Headers();
        headers["host"] = endpoint.Authority;
        if (!message.CorrelationData.IsEmpty)
        {
            headers[CorrelationHeader] = Convert.ToBase64String(message.CorrelationData.Span);
        }

        var authorization = signer.Sign("POST", path, query, headers, message.Payload.Span, credentials, now);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{endpoint.GetLeftPart(UriPartial.Authority)}{path}?{query}", AsItIs))
        {
            Content = new ReadOnlyMemoryContent(message.Payload),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(OutboundMessage message, TimeSpan? expires)
    {
        yield return new("qos", "1");
        if (message.Retain)
        {
            yield return new("retain", "true");
        }

        if (!message.Payload.IsEmpty)
        {
            yield return new("contentType", "application/json");
        }

        if (expires is { } rest)
        {
            // Whole seconds, as MQTT counts; a part of one is a second, as 0 would be "at once".
            yield return new("messageExpiry", Math.Min(Math.Ceiling(rest.TotalSeconds), uint.MaxValue).ToString(CultureInfo.InvariantCulture));
        }
    }
}
