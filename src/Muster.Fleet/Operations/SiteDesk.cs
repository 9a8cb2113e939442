using Muster.Fleet.Changes;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Sites;

namespace Muster.Fleet.Operations;

/// <summary>What operators do with sites.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Writes what is decided.</param>
public sealed class SiteDesk(FleetContext fleet, Steward steward)
{
    /// <summary>Holds a site: orders are taken, and none is dispatched.</summary>
    public ValueTask<OperationResult<Site>> HoldAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(name, now => new SiteHold(now, actor.By, actor.Why), cancellationToken);

    /// <summary>Lets orders be dispatched again.</summary>
    public ValueTask<OperationResult<Site>> ReleaseAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(name, _ => null, cancellationToken);

    private async ValueTask<OperationResult<Site>> ChangeAsync(string name, Func<DateTimeOffset, SiteHold?> hold, CancellationToken cancellationToken)
    {
        if (!RobotName.IsValid(name) || !fleet.Settings.Current.KnowsSite(name))
        {
            return new OperationResult<Site>(null, new Refusal(RefusalCode.NotFound, $"there is no site \"{name}\"", "site"));
        }

        while (true)
        {
            var site = await fleet.Store.FindSiteAsync(name, cancellationToken).ConfigureAwait(false);
            var change = new FleetChange(fleet.Settings.Current, fleet.Now());
            var next = (site ?? new Site { Name = name }) with { Hold = hold(change.Now) };
            if (next.Hold is null == site?.Hold is null)
            {
                return new OperationResult<Site>(next, IsRepeat: true);
            }

            change.Put(site, next);
            if (next.Hold is null)
            {
                change.Look(name);
            }

            if (await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                return new OperationResult<Site>(change.ToCommit().Sites[0].Site);
            }
        }
    }
}
