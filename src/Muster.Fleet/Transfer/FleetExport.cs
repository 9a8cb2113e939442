using System.Runtime.CompilerServices;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Fleet.Transfer;

/// <summary>Reads all that a store keeps, but for the feed: that is of its store alone.</summary>
/// <param name="store">The store. What changes while it is read may be in the export or not.</param>
public sealed class FleetExport(IFleetStore store)
{
    private const int PageSize = RobotQuery.MaxLimit;

    /// <summary>All lines, in an order that import can take in as they come.</summary>
    public async IAsyncEnumerable<ExportLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var line in RecordsAsync(cancellationToken).ConfigureAwait(false))
        {
            count++;
            yield return line;
        }

        yield return new ExportLine { End = new ExportEnd(count) };
    }

    private async IAsyncEnumerable<ExportLine> RecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ExportLine { Header = new ExportHeader(ExportHeader.Name, ExportHeader.Current) };
        foreach (var summary in await store.ListSitesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await store.FindSiteAsync(summary.Name, cancellationToken).ConfigureAwait(false) is { } site)
            {
                yield return new ExportLine { Site = site };
            }
        }

        foreach (var status in new[] { null, RobotStatusNames.Retired })
        {
            await foreach (var robot in Pages(after => store.ListRobotsAsync(new RobotQuery(Status: status, After: after, Limit: PageSize), cancellationToken)).ConfigureAwait(false))
            {
                yield return new ExportLine { Robot = robot };
                foreach (var entry in await HistoryAsync(before => store.ListHistoryAsync(robot.Name, before, PageSize, cancellationToken)).ConfigureAwait(false))
                {
                    yield return new ExportLine { RobotEvent = entry };
                }
            }
        }

        await foreach (var order in Pages(before => store.ListOrdersAsync(new OrderQuery(Before: before, Limit: PageSize), cancellationToken)).ConfigureAwait(false))
        {
            yield return new ExportLine { Order = order };
            foreach (var entry in await HistoryAsync(before => store.ListOrderHistoryAsync(order.Id, before, PageSize, cancellationToken)).ConfigureAwait(false))
            {
                yield return new ExportLine { OrderEvent = entry };
            }
        }

        await foreach (var alert in Pages(before => store.ListAlertsAsync(new AlertQuery(Before: before, Limit: PageSize), cancellationToken)).ConfigureAwait(false))
        {
            yield return new ExportLine { Alert = alert };
        }

        await foreach (var notification in Pages(after => store.ListNotificationsAsync(state: null, after, PageSize, cancellationToken)).ConfigureAwait(false))
        {
            yield return new ExportLine { Notification = notification };
        }
    }

    private static async IAsyncEnumerable<T> Pages<T>(Func<string?, ValueTask<Page<T>>> read)
    {
        string? place = null;
        do
        {
            var page = await read(place).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            place = page.Next;
        }
        while (place is not null);
    }

    /// <summary>A whole history, oldest first, as it was made.</summary>
    private static async ValueTask<List<T>> HistoryAsync<T>(Func<long?, ValueTask<Page<T>>> read)
    {
        var all = new List<T>();
        await foreach (var entry in Pages(place => read(place is null ? null : long.Parse(place, System.Globalization.CultureInfo.InvariantCulture))).ConfigureAwait(false))
        {
            all.Add(entry);
        }

        all.Reverse();
        return all;
    }
}
