using Muster.Fleet.Configuration;
using Muster.Fleet.Notifications;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Functions;

/// <summary>Sends what others are to be told: alerts to their channels, changes of orders to customers. Retried from stored state.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="http">The ways to others' servers.</param>
/// <param name="secret">Signs where the configuration has no secret: <c>whsec_</c> and base64; none to sign nothing there.</param>
/// <param name="log">Takes what goes to the log.</param>
public sealed class Notify(FleetContext fleet, WebhookClients http, string? secret, NotificationLog log)
{
    /// <summary>Its name in rules and schedules.</summary>
    public const string Name = "notify";

    /// <summary>One run, begun by a schedule.</summary>
    public async ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken).ConfigureAwait(false);
        return FunctionOutcome.Accepted;
    }

    /// <summary>
    /// One run: what is due, and what becomes due while it waits for slow servers. It takes nothing up any more after
    /// <see cref="NotifyRun.TakesUpFor"/>, so that it ends soon after; what is left is the next run's.
    /// </summary>
    /// <returns>How many were tried.</returns>
    public ValueTask<int> RunAsync(CancellationToken cancellationToken) => new NotifyRun(fleet, SendAsync, log).RunAsync(cancellationToken);

    private Task<Delivery> SendAsync(Notification notification, FleetConfiguration configuration, CancellationToken cancellationToken)
    {
        if (notification.Url == Notification.LogUrl)
        {
            log.Write(notification);
            return Task.FromResult(new Delivery(DeliveryKind.Taken));
        }

        var client = notification.IsForCustomer && !configuration.AllowPrivateNotify ? http.Public : http.Trusted;
        return WebhookPost.SendAsync(client, notification, Secret(notification, configuration) ?? secret, fleet.Clock, cancellationToken);
    }

    private static string? Secret(Notification notification, FleetConfiguration configuration) => notification switch
    {
        { IsForCustomer: true } => configuration.NotifySecret,
        { Rule: { } rule } => WebhookOf(rule, notification.Url, configuration)?.Secret,
        _ => configuration.Channels.FirstOrDefault(c => c.Name == notification.Channel)?.Secret,
    };

    private static WebhookAction? WebhookOf(string rule, string url, FleetConfiguration configuration) =>
        configuration.Rules.FirstOrDefault(r => r.Name == rule)?.AllActions.OfType<WebhookAction>().FirstOrDefault(w => w.Url.AbsoluteUri == url);
}
