using Muster.Fleet.Alerts;
using Muster.Fleet.Changes;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Operations;

/// <summary>What operators do with alerts.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Writes what is decided.</param>
public sealed class AlertDesk(FleetContext fleet, Steward steward)
{
    /// <summary>Notes that a person knows. An alert whose cause can't go away, as of a failed order, is over with that.</summary>
    public async ValueTask<OperationResult<Alert>> AcknowledgeAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        while (await fleet.Store.FindAlertAsync(id, cancellationToken).ConfigureAwait(false) is { } alert)
        {
            if (alert.AcknowledgedAt is not null || !alert.IsOpen)
            {
                return new OperationResult<Alert>(alert, IsRepeat: true);
            }

            var now = fleet.Now();
            var noted = alert with { AcknowledgedAt = now, AcknowledgedBy = actor.By };
            var change = new FleetChange(fleet.Settings.Current, now, new Dictionary<string, Alert>(StringComparer.Ordinal) { [id] = noted });
            if (alert.Kind == AlertKind.OrderFailed
                && await fleet.Store.FindOrderAsync(alert.Subject, cancellationToken).ConfigureAwait(false) is { } order
                && order.Alerts.Any(o => o.Id == id))
            {
                change.Put(order, order with { Alerts = [] }, cause: null);
            }
            else
            {
                change.Put(alert, alert.Kind == AlertKind.OrderFailed ? noted with { ResolvedAt = now } : noted);
            }

            if (await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                return new OperationResult<Alert>(await fleet.Store.FindAlertAsync(id, cancellationToken).ConfigureAwait(false));
            }
        }

        return new OperationResult<Alert>(null, new Refusal(RefusalCode.NotFound, $"no alert has the id \"{id}\"", "id"));
    }
}
