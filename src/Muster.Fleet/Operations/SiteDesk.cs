using Muster.Fleet.Changes;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Sites;

namespace Muster.Fleet.Operations;

/// <summary>What operators do with sites.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Writes what is decided.</param>
/// <param name="log">Told of each change, as a site has no history: the site after it, and who did it and why. None to tell nobody.</param>
public sealed class SiteDesk(FleetContext fleet, Steward steward, Action<Site, Actor>? log = null)
{
    /// <summary>Holds a site: orders are taken, and none is dispatched.</summary>
    public ValueTask<OperationResult<Site>> HoldAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(name, actor, now => new SiteHold(now, actor.By, actor.Why), cancellationToken);

    /// <summary>Lets orders be dispatched again.</summary>
    public ValueTask<OperationResult<Site>> ReleaseAsync(string name, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(name, actor, _ => null, cancellationToken);

    private async ValueTask<OperationResult<Site>> ChangeAsync(string name, Actor actor, Func<DateTimeOffset, SiteHold?> hold, CancellationToken cancellationToken)
    {
        if (!RobotName.IsValid(name) || !fleet.Settings.Current.KnowsSite(name))
        {
            return new OperationResult<Site>(null, new Refusal(RefusalCode.NotFound, $"there is no site \"{name}\"", "site"));
        }

        while (true)
        {
            var site = await fleet.Store.FindSiteAsync(name, cancellationToken).ConfigureAwait(false);
            var change = new FleetChange(fleet.Settings.Current, fleet.Now());
            var stored = site ?? new Site { Name = name };
            var next = stored with { Hold = hold(change.Now) };
            if (next.Hold is null == stored.Hold is null)
            {
                return new OperationResult<Site>(stored, IsRepeat: true);
            }

            change.Put(site, next);
            if (next.Hold is null)
            {
                change.Look(name);
            }

            if (await steward.ApplyAsync(change, cancellationToken).ConfigureAwait(false))
            {
                var done = change.ToCommit().Sites[0].Site;
                log?.Invoke(done, actor);
                return new OperationResult<Site>(done);
            }
        }
    }
}
