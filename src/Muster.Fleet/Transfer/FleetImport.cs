using System.Text.Json;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Fleet.Transfer;

/// <summary>
/// Writes an export into a store, each record as it was, with its version and history. What is there already in the same form
/// is passed over, so that an import that was cut off can be run again; anything else under the same key is an error.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="endedFrom">Orders that ended before are left out, with their histories: the store would let go of them at once. None to take all.</param>
public sealed class FleetImport(IFleetStore store, DateTimeOffset? endedFrom = null)
{
    private readonly List<RobotEvent> _robotHistory = [];
    private readonly List<OrderEvent> _orderHistory = [];
    private Robot? _robot;
    private Order? _order;
    private long _line;

    /// <summary>Takes the whole of it in.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellationToken">Gives up; run it again to go on.</param>
    /// <returns>How many lines there were.</returns>
    /// <exception cref="ImportException">A line is not right, or contradicts what the store has.</exception>
    public async ValueTask<long> WriteAsync(IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var isEnded = false;
        await foreach (var text in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _line++;
            if (isEnded)
            {
                throw new ImportException(_line, "there is something behind the end; it must be the export's last line");
            }

            isEnded = await TakeAsync(Parse(text), cancellationToken).ConfigureAwait(false);
        }

        return isEnded ? _line : throw new ImportException(_line + 1, "the file was cut off: its last line must be {\"end\":…}; export again");
    }

    private ExportLine Parse(string text)
    {
        try
        {
            var line = ExportLine.Read(text);
            return (line.Header is not null) == (_line == 1) ? line
                : throw new ImportException(_line, _line == 1 ? "this is no export of Muster: its first line must be {\"header\":…}" : "a header must be the first line");
        }
        catch (JsonException e)
        {
            throw new ImportException(_line, _line == 1 ? $"this is no export of Muster: {e.Message}" : $"it is no record of an export: {e.Message}", e);
        }
    }

    /// <returns>Whether this was the end.</returns>
    private async ValueTask<bool> TakeAsync(ExportLine line, CancellationToken cancellationToken)
    {
        if (line.RobotEvent is { } robotEntry)
        {
            Check(_robot?.Name == robotEntry.Robot, "robotEvent", robotEntry.Robot);
            _robotHistory.Add(robotEntry);
            return false;
        }

        if (line.OrderEvent is { } orderEntry)
        {
            Check(_order?.Id == orderEntry.Order, "orderEvent", orderEntry.Order);
            _orderHistory.Add(orderEntry);
            return false;
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        switch (line)
        {
            case { Header: { } header } when header.Format != ExportHeader.Name || header.Version != ExportHeader.Current:
                throw new ImportException(_line, $"it is {header.Format} version {header.Version}; this program reads {ExportHeader.Name} version {ExportHeader.Current}");
            case { Site: { } site }:
                await PutAsync(new Commit { Sites = [new SitePut(site, 0)] }, $"site {site.Name}", async () => await store.FindSiteAsync(site.Name, cancellationToken).ConfigureAwait(false) == site, cancellationToken).ConfigureAwait(false);
                break;
            case { Robot: { } robot }:
                _robot = robot;
                break;
            case { Order: { } order }:
                _order = order;
                break;
            case { Alert: { } alert }:
                await PutAsync(new Commit { Alerts = [new AlertPut(alert, 0)] }, $"alert {alert.Id}", async () => await store.FindAlertAsync(alert.Id, cancellationToken).ConfigureAwait(false) == alert, cancellationToken).ConfigureAwait(false);
                break;
            case { Notification: { } sent }:
                await PutAsync(new Commit { Notifications = [new NotificationPut(sent.Id, sent, 0)] }, $"notification {sent.Id}", async () => await store.FindNotificationAsync(sent.Id, cancellationToken).ConfigureAwait(false) == sent, cancellationToken).ConfigureAwait(false);
                break;
            case { End: { } end } when end.Lines != _line - 1:
                throw new ImportException(_line, $"the export had {end.Lines} lines before its end, here are {_line - 1}: lines are missing or were added");
        }

        return line.End is not null;
    }

    private void Check(bool follows, string kind, string subject)
    {
        if (!follows)
        {
            throw new ImportException(_line, $"a {kind} of {subject} must follow its subject");
        }
    }

    /// <summary>Writes the robot or order whose history is complete.</summary>
    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_robot is { } robot)
        {
            await ReplayAsync(robot, cancellationToken).ConfigureAwait(false);
        }

        if (_order is { } order && !(order.EndedAt < endedFrom))
        {
            await ReplayAsync(order, cancellationToken).ConfigureAwait(false);
        }

        (_robot, _order) = (null, null);
        _robotHistory.Clear();
        _orderHistory.Clear();
    }

    private async ValueTask ReplayAsync(Robot robot, CancellationToken cancellationToken)
    {
        var stored = await store.FindRobotAsync(robot.Name, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        foreach (var entry in _robotHistory.Where(e => e.Version > version).ToList())
        {
            await CommitAsync(new Commit { Robots = [new RobotPut(robot with { Version = entry.Version }, version, entry)] }, $"robot {robot.Name}", cancellationToken).ConfigureAwait(false);
            version = entry.Version;
        }

        if (version < robot.Version)
        {
            await CommitAsync(new Commit { Robots = [new RobotPut(robot, version, Event: null)] }, $"robot {robot.Name}", cancellationToken).ConfigureAwait(false);
        }
        else if (stored?.Version >= robot.Version)
        {
            CheckSame(new ExportLine { Robot = stored }, new ExportLine { Robot = robot }, $"robot {robot.Name}");
        }
    }

    private async ValueTask ReplayAsync(Order order, CancellationToken cancellationToken)
    {
        var stored = await store.FindOrderAsync(order.Id, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        foreach (var entry in _orderHistory.Where(e => e.Version > version).ToList())
        {
            await CommitAsync(Silent(order with { Version = entry.Version }, version, entry), $"order {order.Id}", cancellationToken).ConfigureAwait(false);
            version = entry.Version;
        }

        if (version < order.Version)
        {
            await CommitAsync(Silent(order, version, entry: null), $"order {order.Id}", cancellationToken).ConfigureAwait(false);
        }
        else if (stored?.Version >= order.Version)
        {
            CheckSame(new ExportLine { Order = stored }, new ExportLine { Order = order }, $"order {order.Id}");
        }
    }

    private static Commit Silent(Order order, long expected, OrderEvent? entry) => new() { Orders = [new OrderPut(order, expected, entry) { IsSilent = true }] };

    private async ValueTask CommitAsync(Commit commit, string subject, CancellationToken cancellationToken)
    {
        if (!(await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).IsDone)
        {
            throw Differs(subject);
        }
    }

    private async ValueTask PutAsync(Commit commit, string subject, Func<ValueTask<bool>> isSame, CancellationToken cancellationToken)
    {
        if (!(await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).IsDone && !await isSame().ConfigureAwait(false))
        {
            throw Differs(subject);
        }
    }

    private void CheckSame(ExportLine stored, ExportLine imported, string subject)
    {
        if (!stored.ToUtf8().AsSpan().SequenceEqual(imported.ToUtf8()))
        {
            throw Differs(subject);
        }
    }

    private ImportException Differs(string subject) =>
        new(_line, $"the store has another {subject} already; import into an empty store (or finish with the file that was begun with)");
}
