using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Notifications;

namespace Muster.Fleet.Functions;

/// <summary>Sends what others are to be told: alerts to their channels, changes of orders to customers. Retried from stored state.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="http">Posts; its time-out is that of one attempt.</param>
/// <param name="secret">Signs where the configuration has no secret: <c>whsec_</c> and base64; none to sign nothing there.</param>
/// <param name="log">Takes what goes to the log.</param>
public sealed class Notify(FleetContext fleet, HttpClient http, string? secret, NotificationLog log)
{
    /// <summary>Its name in rules and schedules.</summary>
    public const string Name = "notify";

    /// <summary>The most that one run sends.</summary>
    public const int MaxPerRun = 64;

    /// <summary>One run, begun by a schedule.</summary>
    public async ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken).ConfigureAwait(false);
        return FunctionOutcome.Accepted;
    }

    /// <summary>One run.</summary>
    /// <returns>How many were tried; <see cref="MaxPerRun"/> when there may be more.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = await fleet.Store.ListDueNotificationsAsync(fleet.Now(), MaxPerRun, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(due.Select(n => SendAsync(n, cancellationToken))).ConfigureAwait(false);
        return due.Count;
    }

    private async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var configuration = fleet.Settings.Current;
        var failure = await TryAsync(notification, configuration, cancellationToken).ConfigureAwait(false);
        var change = new FleetChange(configuration, fleet.Now());
        change.Put(notification, failure is null ? null : NotificationRetry.After(notification, failure, change.Now));

        // A lost race means that somebody else sent it too: delivery is at least once, and the id tells.
        var result = await fleet.Store.CommitAsync(change.ToCommit(), cancellationToken).ConfigureAwait(false);
        if (result.IsDone && failure is not null)
        {
            log.Failed(change.ToCommit().Notifications[0].Notification!);
        }
    }

    private async Task<string?> TryAsync(Notification notification, FleetConfiguration configuration, CancellationToken cancellationToken)
    {
        if (notification.Url == Notification.LogUrl)
        {
            log.Write(notification);
            return null;
        }

        try
        {
            using var request = Request(notification, configuration);
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return reply.IsSuccessStatusCode
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"it answered {(int)reply.StatusCode} {reply.ReasonPhrase}");
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {http.Timeout.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or NotSupportedException)
        {
            return $"the address or the secret can't be used: {e.Message}";
        }
    }

    private HttpRequestMessage Request(Notification notification, FleetConfiguration configuration)
    {
        var body = Encoding.UTF8.GetBytes(notification.Payload);
        var request = new HttpRequestMessage(HttpMethod.Post, notification.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var timestamp = fleet.Clock.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", notification.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if ((Secret(notification, configuration) ?? secret) is { } key)
        {
            request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, notification.Id, timestamp, body));
        }

        return request;
    }

    private static string? Secret(Notification notification, FleetConfiguration configuration) => notification.Channel == Notification.CustomerChannel
        ? configuration.NotifySecret
        : configuration.Channels.FirstOrDefault(c => c.Name == notification.Channel)?.Secret;
}
