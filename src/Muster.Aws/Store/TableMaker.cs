using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>Makes tables at an endpoint.</summary>
internal sealed class TableMaker(IAmazonDynamoDB client, string prefix, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task<IReadOnlyList<string>> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var made = new List<string>();
            foreach (var table in DynamoTables.All)
            {
                if (await CreateAsync(table, cancellationToken).ConfigureAwait(false))
                {
                    made.Add(prefix + table.Name);
                }
            }

            foreach (var table in DynamoTables.All)
            {
                await WaitAsync(prefix + table.Name, cancellationToken).ConfigureAwait(false);
                await AgeAsync(table, cancellationToken).ConfigureAwait(false);
            }

            return made;
        }
        catch (Exception e) when (Unavailable.From(e) is { } unavailable)
        {
            throw unavailable;
        }
        catch (Exception e) when (Retry.Judge(e, cancellationToken) != Retry.Trouble.Final)
        {
            throw Unavailable.NoAnswer(e);
        }
    }

    private async Task<bool> CreateAsync(DynamoTable table, CancellationToken cancellationToken)
    {
        var keys = table.Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey }).Prepend(table.PartitionKey).Concat(table.SortKey is null ? [] : [table.SortKey]);
        var request = new CreateTableRequest
        {
            TableName = prefix + table.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = Schema(table.PartitionKey, table.SortKey),
            AttributeDefinitions = [.. keys.Distinct().Select(k => new AttributeDefinition(k.Name, k.Type == DynamoKeyType.Number ? ScalarAttributeType.N : ScalarAttributeType.S))],
        };
        if (table.Indexes.Count > 0)
        {
            request.GlobalSecondaryIndexes = [.. table.Indexes.Select(ToIndex)];
        }

        try
        {
            await client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ResourceInUseException)
        {
            return false;
        }
    }

    private static List<KeySchemaElement> Schema(DynamoKey partition, DynamoKey? sort) =>
        sort is null ? [new(partition.Name, KeyType.HASH)] : [new(partition.Name, KeyType.HASH), new(sort.Name, KeyType.RANGE)];

    private static GlobalSecondaryIndex ToIndex(DynamoIndex index) => new()
    {
        IndexName = index.Name,
        KeySchema = Schema(index.PartitionKey, index.SortKey),
        Projection = index.Included.Count == 0
            ? new Projection { ProjectionType = ProjectionType.KEYS_ONLY }
            : new Projection { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = [.. index.Included] },
    };

    private async Task WaitAsync(string name, CancellationToken cancellationToken)
    {
        while ((await client.DescribeTableAsync(name, cancellationToken).ConfigureAwait(false)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(LookAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Has old items let go; where they already are, asking again is an error.</summary>
    private async Task AgeAsync(DynamoTable table, CancellationToken cancellationToken)
    {
        if (table.TimeToLive is null)
        {
            return;
        }

        var name = prefix + table.Name;
        var now = await client.DescribeTimeToLiveAsync(name, cancellationToken).ConfigureAwait(false);
        if (now.TimeToLiveDescription?.TimeToLiveStatus is { } status && status != TimeToLiveStatus.DISABLED)
        {
            return;
        }

        await client.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest { TableName = name, TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = table.TimeToLive, Enabled = true } },
            cancellationToken).ConfigureAwait(false);
    }
}
