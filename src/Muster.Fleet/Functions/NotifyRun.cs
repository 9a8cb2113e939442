using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Notifications;

namespace Muster.Fleet.Functions;

/// <summary>
/// One run of notify. Each server has a lane of its own, one each for alerts, customers and rules, so that one that does not answer holds up nobody else; while a lane waits,
/// the run looks for what else is due. Whatever is sent was claimed before, so that runs on several hosts may overlap.
/// </summary>
/// <param name="fleet">What it works with.</param>
/// <param name="send">Sends one.</param>
/// <param name="log">Told of attempts that failed.</param>
internal sealed class NotifyRun(
    FleetContext fleet, Func<Notification, FleetConfiguration, CancellationToken, Task<Delivery>> send, NotificationLog log)
{
    /// <summary>The most that one look takes up, beside what rules have waiting.</summary>
    public const int MaxPerLook = 256;

    /// <summary>For how long a run takes up what is due: longer than a time-out, so that it puts off all that is due at a server without an answer.</summary>
    public static readonly TimeSpan TakesUpFor = WebhookPost.Timeout + TimeSpan.FromSeconds(5);

    /// <summary>For how long one that is sent is nobody else's: longer than its time-out.</summary>
    public static readonly TimeSpan Lease = WebhookPost.Timeout + TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, NotifyLane> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inHand = new(StringComparer.Ordinal);
    private readonly List<Task<Attempt>> _sending = [];
    private int _tried;

    /// <summary>Runs.</summary>
    /// <returns>How many were tried.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var (end, nextLook, isMore) = (fleet.Now() + TakesUpFor, fleet.Now(), false);
        try
        {
            while (true)
            {
                var now = fleet.Now();
                if (now < end && (now >= nextLook || (isMore && _inHand.Count == 0)))
                {
                    isMore = await LookAsync(cancellationToken).ConfigureAwait(false);
                    nextLook = now + Pause;
                }

                if (now < end)
                {
                    Start(cancellationToken);
                }

                if (_sending.Count > 0)
                {
                    await NextAsync(now < end ? nextLook - now : null, cancellationToken).ConfigureAwait(false);
                }
                else if (!isMore || now >= end)
                {
                    return _tried;
                }
            }
        }
        finally
        {
            // Nothing is left behind that runs on by itself.
            await ((Task)Task.WhenAll(_sending)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes up what is due, alerts before what customers are told and rules post.</summary>
    /// <returns>Whether there may be more.</returns>
    private async ValueTask<bool> LookAsync(CancellationToken cancellationToken)
    {
        // What rules have waiting in their lanes is due before an alert that came later, and would fill each look.
        var (limit, held) = (MaxPerLook, OfRules());
        limit += held;
        while (true)
        {
            var isFull = await LookAsync(limit, cancellationToken).ConfigureAwait(false);
            if (!isFull || OfRules() == held)
            {
                return isFull;
            }

            held = OfRules();
            limit = MaxPerLook + (2 * held);
        }
    }

    private int OfRules() => _lanes.Values.Where(l => l.IsForRules).Sum(l => l.Active + l.Waiting.Count);

    private async ValueTask<bool> LookAsync(int limit, CancellationToken cancellationToken)
    {
        var due = await fleet.Store.ListDueNotificationsAsync(fleet.Now(), limit, cancellationToken).ConfigureAwait(false);
        var dead = new List<Notification>();
        foreach (var notification in due.OrderBy(n => n.IsForCustomer || n.Rule is not null).Where(n => !_inHand.Contains(n.Id)))
        {
            var key = $"{(notification.IsForCustomer ? "customers" : notification.Rule is not null ? "rules" : "channels")} {notification.Origin}";
            if (!_lanes.TryGetValue(key, out var lane))
            {
                _lanes[key] = lane = new NotifyLane(notification.IsForCustomer, notification.Rule is not null);
            }

            if (lane.IsDead)
            {
                dead.Add(notification);
                continue;
            }

            _inHand.Add(notification.Id);
            lane.Waiting.Enqueue(notification);
        }

        await PutOffAsync(dead, cancellationToken).ConfigureAwait(false);
        return due.Count == limit;
    }

    private void Start(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes.Values)
        {
            // However many servers of customers and rules hang, alerts go out.
            while (lane.HasRoom && (!(lane.IsForCustomers || lane.IsForRules) || _sending.Count < MaxPerLook) && lane.Waiting.TryDequeue(out var notification))
            {
                lane.Active++;
                _sending.Add(SendAsync(lane, notification, cancellationToken));
            }
        }
    }

    /// <summary>Waits until an attempt ended, or it is time to look again.</summary>
    private async Task NextAsync(TimeSpan? pause, CancellationToken cancellationToken)
    {
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var time = Task.Delay(pause ?? Timeout.InfiniteTimeSpan, fleet.Clock, stop.Token);
            await Task.WhenAny([.. _sending, time]).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (var ended in _sending.Where(s => s.IsCompleted).ToList())
        {
            _sending.Remove(ended);
            var (lane, id, kind) = await ended.ConfigureAwait(false);
            _inHand.Remove(id);
            lane.Active--;
            lane.Note(kind);
            _tried++;
            if (lane.IsDead && lane.Waiting.Count > 0)
            {
                var waiting = lane.Waiting.ToList();
                lane.Waiting.Clear();
                await PutOffAsync(waiting, cancellationToken).ConfigureAwait(false);
                _inHand.ExceptWith(waiting.Select(n => n.Id));
            }
        }
    }

    /// <summary>A server that does not answer is not waited for once for each: what is due there counts as tried.</summary>
    private async ValueTask PutOffAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellationToken) =>
        await Task.WhenAll(notifications.Select(async n =>
        {
            var after = NotificationRetry.After(n, $"not tried, as {n.Origin} did not answer others", fleet.Now());
            if (await WriteAsync(n, after, cancellationToken).ConfigureAwait(false) is { State: NotificationState.GivenUp } over)
            {
                log.Failed(over);
            }
        })).ConfigureAwait(false);

    private async Task<Attempt> SendAsync(NotifyLane lane, Notification notification, CancellationToken cancellationToken)
    {
        // Claimed first: of two hosts that see it due, the one that loses the version does not send it.
        if (await WriteAsync(notification, notification with { Due = fleet.Now() + Lease }, cancellationToken).ConfigureAwait(false) is not { } claimed)
        {
            return new Attempt(lane, notification.Id, DeliveryKind.Failed);
        }

        var delivery = await send(claimed, fleet.Settings.Current, cancellationToken).ConfigureAwait(false);
        var after = delivery.Kind switch
        {
            DeliveryKind.Taken => null,
            DeliveryKind.Hopeless => NotificationRetry.GiveUp(claimed, delivery.Problem!),
            _ => NotificationRetry.After(claimed, delivery.Problem!, fleet.Now(), delivery.RetryAfter),
        };

        // A lost race means that the lease ran out and somebody else sent it too: delivery is at least once, and the id tells.
        if (await WriteAsync(claimed, after, cancellationToken).ConfigureAwait(false) is { } failed)
        {
            log.Failed(failed);
        }

        return new Attempt(lane, notification.Id, delivery.Kind);
    }

    /// <summary>Writes it, or lets go of it.</summary>
    /// <returns>It as it is stored; none when it is let go of, or somebody else was first.</returns>
    private async ValueTask<Notification?> WriteAsync(Notification before, Notification? after, CancellationToken cancellationToken)
    {
        var change = new FleetChange(fleet.Settings.Current, fleet.Now());
        change.Put(before, after);
        var commit = change.ToCommit();
        return (await fleet.Store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).IsDone ? commit.Notifications[0].Notification : null;
    }

    private readonly record struct Attempt(NotifyLane Lane, string Id, DeliveryKind Kind);
}
