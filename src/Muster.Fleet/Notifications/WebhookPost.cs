using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Muster.Fleet.Notifications;

/// <summary>One POST of Standard Webhooks, and what its answer means.</summary>
internal static class WebhookPost
{
    /// <summary>How long the other side may take to answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Posts <paramref name="notification"/>.</summary>
    /// <param name="http">The way there.</param>
    /// <param name="notification">What to post.</param>
    /// <param name="secret">What to sign with; none to sign nothing.</param>
    /// <param name="clock">For the signature's time and the time-out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Delivery> SendAsync(HttpClient http, Notification notification, string? secret, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(notification, secret, clock.GetUtcNow().ToUnixTimeSeconds());
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return Judge(reply, clock.GetUtcNow());
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is PrivateAddressException refused ? new Delivery(DeliveryKind.Hopeless, refused.Message) : new Delivery(DeliveryKind.Failed, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery(DeliveryKind.TimedOut, string.Create(CultureInfo.InvariantCulture, $"no answer within {Timeout.TotalSeconds:0} s"));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or NotSupportedException)
        {
            return new Delivery(DeliveryKind.Failed, $"the address or the secret can't be used: {e.Message}");
        }
    }

    /// <summary>Gone says that nobody listens there any more; who is too busy may say until when.</summary>
    private static Delivery Judge(HttpResponseMessage reply, DateTimeOffset now)
    {
        if (reply.IsSuccessStatusCode)
        {
            return new Delivery(DeliveryKind.Taken);
        }

        var after = reply.Headers.RetryAfter is not { } asked || reply.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) ? (TimeSpan?)null
            : asked.Delta ?? TimeSpan.FromSeconds(Math.Ceiling((asked.Date!.Value - now).TotalSeconds));
        return new Delivery(
            reply.StatusCode == HttpStatusCode.Gone ? DeliveryKind.Hopeless : DeliveryKind.Failed,
            string.Create(CultureInfo.InvariantCulture, $"it answered {(int)reply.StatusCode} {reply.ReasonPhrase}"),
            after);
    }

    private static HttpRequestMessage Request(Notification notification, string? secret, long timestamp)
    {
        var body = Encoding.UTF8.GetBytes(notification.Payload);
        var request = new HttpRequestMessage(HttpMethod.Post, notification.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", notification.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (secret is not null)
        {
            request.Headers.Add("webhook-signature", WebhookSignature.Sign(secret, notification.Id, timestamp, body));
        }

        return request;
    }
}
