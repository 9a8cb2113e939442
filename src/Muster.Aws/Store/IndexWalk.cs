using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>A walk through one partition of an index in the order of its sort key, and several of them merged.</summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The index.</param>
/// <param name="Partition">The partition key's attribute.</param>
/// <param name="Value">Its value.</param>
/// <param name="Sort">The sort key's attribute.</param>
internal sealed record IndexWalk(string Table, string Index, string Partition, AttributeValue Value, string Sort)
{
    /// <summary>Only behind this one.</summary>
    public string? After { get; init; }

    /// <summary>Only before this one.</summary>
    public string? Before { get; init; }

    /// <summary>Only up to and with this one.</summary>
    public string? Until { get; init; }

    /// <summary>Backwards.</summary>
    public bool IsBackwards { get; init; }

    /// <summary>How many a request asks for; none for as many as fit (1 MB).</summary>
    public int? PageSize { get; init; }

    public QueryRequest ToRequest()
    {
        var request = new QueryRequest
        {
            TableName = Table,
            IndexName = Index,
            KeyConditionExpression = "#partition = :partition",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#partition"] = Partition },
            ExpressionAttributeValues = new DynamoItem { [":partition"] = Value },
            ScanIndexForward = !IsBackwards,
        };
        if ((After ?? Before ?? Until) is { } bound)
        {
            request.KeyConditionExpression += $" AND #sort {(After is not null ? ">" : Before is not null ? "<" : "<=")} :bound";
            request.ExpressionAttributeNames["#sort"] = Sort;
            request.ExpressionAttributeValues[":bound"] = Values.Of(bound);
        }

        if (PageSize is { } size)
        {
            request.Limit = size;
        }

        return request;
    }

    /// <summary>Several walks as one, in the order of the sort key, then of <paramref name="second"/>.</summary>
    public static async IAsyncEnumerable<DynamoItem> MergeAsync(
        ItemReader reader, IReadOnlyList<IndexWalk> walks, string? second, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new List<IAsyncEnumerator<DynamoItem>>(walks.Count);
        try
        {
            // All at once: a list of five statuses waits for one answer's time.
            var all = walks.Select(w => reader.QueryAsync(w.ToRequest(), cancellationToken).GetAsyncEnumerator(cancellationToken)).ToList();
            var begun = all.Select(w => w.MoveNextAsync().AsTask()).ToList();
            for (var i = 0; i < all.Count; i++)
            {
                heads.Add(all[i]);
                if (!await begun[i].ConfigureAwait(false))
                {
                    heads.Remove(all[i]);
                    await all[i].DisposeAsync().ConfigureAwait(false);
                }
            }

            while (heads.Count > 0)
            {
                var next = heads.Aggregate((a, b) => Compare(a.Current, b.Current, walks[0], second) <= 0 ? a : b);
                yield return next.Current;
                if (!await next.MoveNextAsync().ConfigureAwait(false))
                {
                    heads.Remove(next);
                    await next.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            foreach (var head in heads)
            {
                await head.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static int Compare(DynamoItem a, DynamoItem b, IndexWalk walk, string? second)
    {
        var order = string.CompareOrdinal(a.Text(walk.Sort), b.Text(walk.Sort));
        order = walk.IsBackwards ? -order : order;
        return order != 0 || second is null ? order : string.CompareOrdinal(a.Text(second), b.Text(second));
    }
}
