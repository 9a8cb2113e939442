using Muster.Fleet.Alerts;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Fleet.Changes;

/// <summary>
/// What a decision does: the writes of one commit, and the messages to send once it is done. Whatever a robot or an order
/// brings about in others (alerts, notifications, when the sweep has to look again) is added here, in the same commit.
/// </summary>
/// <param name="configuration">The fleet's settings.</param>
/// <param name="now">The time of the decision (UTC, whole milliseconds).</param>
/// <param name="alerts">The open alerts of the robots and orders that are decided on, by id.</param>
public sealed class FleetChange(FleetConfiguration configuration, DateTimeOffset now, IReadOnlyDictionary<string, Alert>? alerts = null)
{
    private readonly List<RobotPut> _robots = [];
    private readonly List<OrderPut> _orders = [];
    private readonly List<AlertPut> _alerts = [];
    private readonly List<NotificationPut> _notifications = [];
    private readonly List<SitePut> _sites = [];
    private readonly List<OutboundMessage> _messages = [];
    private readonly List<string> _freed = [];

    /// <summary>The fleet's settings.</summary>
    public FleetConfiguration Configuration => configuration;

    /// <summary>The time of the decision (UTC, whole milliseconds).</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => _robots.Count + _orders.Count + _alerts.Count + _notifications.Count + _sites.Count + _messages.Count == 0;

    /// <summary>What to send to robots once it is written.</summary>
    public IReadOnlyList<OutboundMessage> Messages => _messages;

    /// <summary>The sites where a robot may have got free or an order waits anew: dispatch has to look there.</summary>
    public IReadOnlyList<string> Freed => _freed;

    /// <summary>The writes.</summary>
    public Commit ToCommit() => new() { Robots = _robots, Orders = _orders, Alerts = _alerts, Notifications = _notifications, Sites = _sites };

    /// <summary>Sends <paramref name="command"/> once all is written.</summary>
    public void Send(string robot, RobotCommand command) => _messages.Add(FleetMessages.Command(robot, command));

    /// <summary>Sends <paramref name="message"/> once all is written.</summary>
    public void Send(OutboundMessage message) => _messages.Add(message);

    /// <summary>Dispatch has to look at <paramref name="site"/> once all is written.</summary>
    public void Look(string? site)
    {
        if (site is not null && !_freed.Contains(site))
        {
            _freed.Add(site);
        }
    }

    /// <summary>Writes a robot, with its alerts and when to look at it again; nothing when nothing is different.</summary>
    /// <param name="before">As it is stored.</param>
    /// <param name="after">As it shall be.</param>
    /// <param name="cause">Why it changes (<see cref="RobotEventCause"/>).</param>
    /// <param name="why">In words.</param>
    /// <param name="by">The person who did it.</param>
    /// <param name="seen">When it was heard of by something else than its status.</param>
    /// <param name="isUnseen">Whether this rests on its silence, and is lost when it was heard of meanwhile.</param>
    public void Put(Robot before, Robot after, string cause, string? why = null, string? by = null, DateTimeOffset? seen = null, bool isUnseen = false)
    {
        var open = Reconcile(before.Name, after.Site, before.Version + 1, before.Alerts, RobotAlerts.Expected(after, configuration, now));
        after = after with { Alerts = open, Due = RobotDue.Of(after, configuration, now) };
        if (after == before && seen is null)
        {
            return;
        }

        if (after with { Due = before.Due } == before)
        {
            // Nothing that decisions rest on: no new version, so that nobody loses a race for it.
            _robots.Add(new RobotPut(after, before.Version, Event: null) { Seen = seen });
            return;
        }

        var isChange = RobotChanges.Differ(before, after);
        after = after with
        {
            Version = before.Version + 1,
            AnnouncedAt = isChange ? now : after.AnnouncedAt,
            AnnouncementDue = !isChange && after.AnnouncementDue,
        };
        _robots.Add(new RobotPut(after, before.Version, isChange ? RobotChanges.Entry(before, after, now, cause, why, by) : null) { Seen = seen, IsUnseen = isUnseen });
    }

    /// <summary>Writes an order, with its alerts, its history, what its customer hears, and when to look at it again.</summary>
    /// <param name="before">As it is stored; none for a new one.</param>
    /// <param name="after">As it shall be.</param>
    /// <param name="cause">Why it changes (<see cref="OrderEventCause"/>); none where the history has no entry for it.</param>
    /// <param name="why">In words.</param>
    /// <param name="by">The person who did it.</param>
    /// <param name="robot">The robot that the entry is about, where that is not the order's.</param>
    public void Put(Order? before, Order after, string? cause, string? why = null, string? by = null, string? robot = null)
    {
        var version = (before?.Version ?? 0) + 1;
        var open = Reconcile(after.Id, after.Site, version, before?.Alerts ?? [], OrderAlerts.Expected(before, after, configuration, now));
        after = after with { Version = version, Alerts = open, Due = OrderDue.Of(after with { Alerts = open }, configuration) };
        var entry = cause is null
            ? null
            : new OrderEvent(after.Id, version, now, cause, before?.State.ToWire(), after.State.ToWire(), before?.Attempt ?? after.Attempt, robot ?? after.Robot, why, by);
        var isSilent = entry is null && before is not null && after with { Version = before.Version, SentAt = before.SentAt, Due = before.Due, Alerts = before.Alerts } == before;
        _orders.Add(new OrderPut(after, before?.Version ?? 0, entry) { IsSilent = isSilent });
        if (after.Customer?.NotifyUrl is { } url && before?.State != after.State)
        {
            Notify($"{after.Id}_{version}", Notification.CustomerChannel, url, after.Id, FleetMessages.OrderWebhook(after, now));
        }
    }

    /// <summary>Writes an alert, and tells the channels that want to know.</summary>
    /// <param name="before">As it is stored; none for a new one.</param>
    /// <param name="after">As it shall be.</param>
    public void Put(Alert? before, Alert after)
    {
        after = after with { Version = (before?.Version ?? 0) + 1 };
        _alerts.Add(new AlertPut(after, before?.Version ?? 0));
        foreach (var channel in configuration.Channels.Where(c => c.Takes(after.Kind, after.Site)))
        {
            var url = channel.Url?.AbsoluteUri ?? Notification.LogUrl;
            Notify($"{after.Id}_{after.Version}_{channel.Name}", channel.Name, url, after.Id, FleetMessages.AlertWebhook(after, now));
        }
    }

    /// <summary>Writes a site.</summary>
    /// <param name="before">As it is stored; none for a new one.</param>
    /// <param name="after">As it shall be.</param>
    public void Put(Site? before, Site after) =>
        _sites.Add(new SitePut(after with { Version = (before?.Version ?? 0) + 1 }, before?.Version ?? 0));

    /// <summary>Writes a notification; lets go of it when there is no <paramref name="after"/>.</summary>
    public void Put(Notification before, Notification? after) =>
        _notifications.Add(new NotificationPut(before.Id, after is null ? null : after with { Version = before.Version + 1 }, before.Version));

    private void Notify(string change, string channel, string url, string subject, string payload)
    {
        var id = Notification.IdOf(change);
        var notification = new Notification { Id = id, Channel = channel, Url = url, Subject = subject, Payload = payload, CreatedAt = now, Due = now, Version = 1 };
        _notifications.Add(new NotificationPut(id, notification, ExpectedVersion: 0));
    }

    /// <summary>Opens what is the matter and is not open, resolves what is open and no longer the matter.</summary>
    private IReadOnlyList<OpenAlert> Reconcile(
        string subject, string? site, long version, IReadOnlyList<OpenAlert> open, IReadOnlyList<ExpectedAlert> expected)
    {
        if (open.Count == 0 && expected.Count == 0)
        {
            return open;
        }

        var kept = open.Where(o => expected.Any(e => e.Kind == o.Kind)).ToList();
        foreach (var over in open.Except(kept))
        {
            if (alerts?.GetValueOrDefault(over.Id) is { IsOpen: true } alert)
            {
                Put(alert, alert with { ResolvedAt = now });
            }
        }

        var begun = expected.Where(e => open.All(o => o.Kind != e.Kind)).ToList();
        foreach (var alert in begun)
        {
            var id = $"{alert.Kind}:{subject}:{version}";
            Put(null, new Alert { Id = id, Kind = alert.Kind, Subject = subject, Site = site, Message = alert.Message, OpenedAt = now });
            kept.Add(new OpenAlert(alert.Kind, id));
        }

        return begun.Count == 0 && kept.Count == open.Count ? open : kept;
    }
}
