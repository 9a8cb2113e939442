using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>The port's queries of robots.</summary>
internal sealed class RobotReader(ItemReader reader, TableNames tables, RecentWrites recent, TimeProvider clock)
{
    private static readonly IReadOnlyList<RobotStatus> Statuses = Enum.GetValues<RobotStatus>();

    public async Task<DynamoItem?> FindItemAsync(string name, CancellationToken cancellationToken) =>
        Values.CanBeKey(name) ? await reader.FindAsync(tables.Robots, RobotItems.Key(name), cancellationToken).ConfigureAwait(false) : null;

    public async Task<Robot?> FindAsync(string name, CancellationToken cancellationToken) =>
        await FindItemAsync(name, cancellationToken).ConfigureAwait(false) is { } item ? RobotItems.Read(item) : null;

    public async Task<Page<Robot>> ListAsync(RobotQuery query, CancellationToken cancellationToken)
    {
        var statuses = query.Status is null ? Statuses : Statuses.Where(s => CanBeShownAs(s, query.Status)).ToList();
        if (statuses.Count == 0 || query.Site is { } site && !Values.CanBeKey(site) || query.After is { } after && Values.Of(after).S.Length > RobotName.MaxLength)
        {
            return new Page<Robot>([], Next: null);
        }

        // Filters make the index's pages longer than the list's; without one they need not be.
        var isFiltered = query.Text is not null || query.Status is not null;
        var listed = IndexWalk.MergeAsync(reader, [.. Walks(query.Site, statuses).Select(w => w with { After = query.After is { Length: > 0 } name ? name : null, PageSize = isFiltered ? null : query.Limit + 1 })], null, cancellationToken);
        return await PageReader.ReadAsync(
            reader,
            tables.Robots,
            Attributes.Name,
            listed.Where(i => Matches(RobotItems.Read(i), query)),
            i => RobotItems.Read(i) is var robot && Matches(robot, query) ? robot : null,
            query.Limit,
            r => r.Name,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken)
    {
        var items = await HistoryAsync(HistoryItems.OfRobot(name), before, limit, cancellationToken).ConfigureAwait(false);
        var events = items.Take(limit).Select(i => HistoryItems.ReadRobot(name, i)).ToList();
        return new Page<RobotEvent>(events, items.Count > limit ? events[^1].Version.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Counts over the index, which has all that a shown status is made of.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(Walks(site: null, Statuses).Select(w => CountAsync(w, cancellationToken))).ConfigureAwait(false);
        return counts.SelectMany(c => c).GroupBy(c => c.Key, c => c.Value).ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);
    }

    /// <summary>How many robots each site has.</summary>
    public async Task<Dictionary<string, int>> CountBySiteAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var scan = new ScanRequest { TableName = tables.Robots, IndexName = Indexes.BySite };
        await foreach (var item in reader.ScanAsync(scan, cancellationToken).ConfigureAwait(false))
        {
            if (item.Text(Attributes.Site) is { } site && !item.ContainsKey(Attributes.RetiredAt))
            {
                counts[site] = counts.GetValueOrDefault(site) + 1;
            }
        }

        return counts;
    }

    /// <summary>
    /// The index of a site tells who may be free, and the robots themselves who is. A sparse index of free robots would be
    /// smaller, and would not notice what others write: the article's function knows <c>status</c> alone.
    /// </summary>
    public async Task<IReadOnlyList<Robot>> ListFreeAsync(string site, CancellationToken cancellationToken)
    {
        if (!Values.CanBeKey(site))
        {
            return [];
        }

        var names = new HashSet<string>(recent.Find(site), StringComparer.Ordinal);
        await foreach (var item in reader.QueryAsync(Walks(site, Statuses)[0].ToRequest(), cancellationToken).ConfigureAwait(false))
        {
            if (IsFree(RobotItems.Read(item), site))
            {
                names.Add(item.Text(Attributes.Name)!);
            }
        }

        var items = await reader.FindAsync(tables.Robots, Attributes.Name, names, cancellationToken).ConfigureAwait(false);
        return [.. items.Select(RobotItems.Read).Where(r => IsFree(r, site)).OrderBy(r => r.Name, StringComparer.Ordinal)];
    }

    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        DueAsync(tables.Robots, Attributes.Name, now, limit, cancellationToken);

    /// <summary>The keys of what is due, longest due first.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(string table, string key, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var walks = Enumerable.Range(0, Values.DueShards)
            .Select(s => new IndexWalk(table, Indexes.ByDue, Attributes.DueShard, Values.Of(s), Attributes.Due) { Until = Values.Text(now), PageSize = limit })
            .ToList();
        var due = new List<string>();
        if (limit > 0)
        {
            await foreach (var item in IndexWalk.MergeAsync(reader, walks, key, cancellationToken).ConfigureAwait(false))
            {
                due.Add(item.Text(key)!);
                if (due.Count == limit)
                {
                    break;
                }
            }
        }

        return due;
    }

    /// <summary>The newest entries of a history, one more than asked for when there are more.</summary>
    public async Task<List<DynamoItem>> HistoryAsync(string subject, long? before, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var request = new QueryRequest
        {
            TableName = tables.History,
            KeyConditionExpression = "#subject = :subject AND #version < :before",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#subject"] = Attributes.Subject, ["#version"] = Attributes.Version },
            ExpressionAttributeValues = new DynamoItem { [":subject"] = Values.Of(subject), [":before"] = Values.Of(before ?? long.MaxValue) },
            ScanIndexForward = false,
            ConsistentRead = true,
            Limit = limit + 1,
        };
        var items = new List<DynamoItem>();
        if (!Values.CanBeKey(subject))
        {
            return items;
        }

        await foreach (var item in reader.QueryAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (!item.IsExpired(now))
            {
                items.Add(item);
            }

            if (items.Count > limit)
            {
                break;
            }
        }

        return items;
    }

    private IReadOnlyList<IndexWalk> Walks(string? site, IReadOnlyList<RobotStatus> statuses) => site is not null
        ? [new IndexWalk(tables.Robots, Indexes.BySite, Attributes.Site, Values.Of(site), Attributes.Name)]
        : [.. statuses.Select(s => new IndexWalk(tables.Robots, Indexes.ByStatus, Attributes.Status, Values.Of(s.ToWire()), Attributes.Name))];

    private async Task<Dictionary<string, int>> CountAsync(IndexWalk walk, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var item in reader.QueryAsync(walk.ToRequest(), cancellationToken).ConfigureAwait(false))
        {
            if (RobotItems.Read(item) is { RetiredAt: null } robot)
            {
                counts[robot.ShownStatus] = counts.GetValueOrDefault(robot.ShownStatus) + 1;
            }
        }

        return counts;
    }

    private static bool CanBeShownAs(RobotStatus status, string shown) => status.ToWire() == shown || shown == RobotStatusNames.Retired || (status == RobotStatus.Online && shown == RobotStatusNames.Working);

    private static bool IsFree(Robot robot, string site) =>
        robot is { RetiredAt: null, Order: null, Status: RobotStatus.Online or RobotStatus.Charging } && robot.Site == site;

    private static bool Matches(Robot robot, RobotQuery query) =>
        (robot.RetiredAt is null || query.Status == RobotStatusNames.Retired)
        && (query.Site is null || robot.Site == query.Site)
        && (query.Status is null || robot.ShownStatus == query.Status)
        && (query.Text is null || Has(robot.Name, query.Text) || Has(robot.Site, query.Text));

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
