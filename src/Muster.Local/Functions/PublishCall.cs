using System.Globalization;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Local.Functions.Http;

namespace Muster.Local.Functions;

/// <summary>Reads AWS IoT's Publish: the topic in the path, the rest in query and headers.</summary>
internal static class PublishCall
{
    private const string Prefix = "/topics/";

    /// <summary>Reads <paramref name="request"/>.</summary>
    /// <param name="request">A POST to /topics/….</param>
    /// <param name="message">What is published, when nothing is wrong.</param>
    /// <returns>What is wrong and what would be right; none when all is well.</returns>
    public static string? Read(HttpRequest request, out OutboundMessage? message)
    {
        message = null;
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var topic = Uri.UnescapeDataString(request.Target[Prefix.Length..(question < 0 ? request.Target.Length : question)]);
        if (!TopicFilter.IsValidTopic(topic))
        {
            return $"can't publish to \"{topic}\": a topic to publish to has at least one character, and none of + # NUL";
        }

        var parameters = Parameters(question < 0 ? "" : request.Target[(question + 1)..]);
        if (parameters.GetValueOrDefault("qos", "0") is not ("0" or "1") and var qos)
        {
            return $"qos is {qos}; allowed are 0 and 1";
        }

        TimeSpan? expires = null;
        if (parameters.TryGetValue("messageExpiry", out var expiry))
        {
            if (!uint.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return $"messageExpiry is {expiry}; it must be whole seconds";
            }

            expires = TimeSpan.FromSeconds(seconds);
        }

        var correlation = request.Header("x-amz-mqtt5-correlation-data") ?? "";
        var data = new byte[correlation.Length];
        if (!Convert.TryFromBase64String(correlation, data, out var length))
        {
            return "x-amz-mqtt5-correlation-data is not base64";
        }

        message = new OutboundMessage(topic, request.Body, parameters.GetValueOrDefault("retain") == "true")
        {
            Expires = expires,
            CorrelationData = data.AsMemory(0, length),

            // The call does not say whether only telemetry changed. Live pages hear of it in any case, and of a change twice.
            IsTelemetry = topic.StartsWith(Topics.FleetRobot(""), StringComparison.Ordinal) && request.Body.Span.StartsWith("{"u8),
        };
        return null;
    }

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = pair.IndexOf('=', StringComparison.Ordinal);
            parameters[Uri.UnescapeDataString(end < 0 ? pair : pair[..end])] = end < 0 ? "" : Uri.UnescapeDataString(pair[(end + 1)..]);
        }

        return parameters;
    }
}
