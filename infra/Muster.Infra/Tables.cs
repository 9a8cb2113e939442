using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using Muster.Aws.Store;
using Muster.Fleet.Functions;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The store's tables, from the list that <c>muster tables create</c> makes them from.</summary>
internal sealed class Tables : Construct
{
    // What the store asks of each table. A transaction is allowed by what is in it. Nothing that changes the tables themselves.
    private static readonly Dictionary<string, string[]> ItemActions = new(StringComparer.Ordinal)
    {
        [DynamoTables.Robots.Name] = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
        [DynamoTables.Orders.Name] = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"],
        [DynamoTables.History.Name] = ["dynamodb:PutItem"],
        [DynamoTables.Records.Name] = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
        [DynamoTables.Feed.Name] = ["dynamodb:GetItem", "dynamodb:PutItem"],
    };

    // Who waits where is all of a sparse index: the sweep reads it, and the API, which counts the robots of each site as well.
    private static readonly (DynamoTable Table, string Index, string[] Functions)[] Scanned =
    [
        (DynamoTables.Orders, "Pending", [Sweep.Name, StackSettings.ApiFunction]),
        (DynamoTables.Robots, "BySite", [StackSettings.ApiFunction]),
    ];

    /// <summary>All of <see cref="DynamoTables.All"/>.</summary>
    public Tables(Construct scope, string id, StackSettings settings)
        : base(scope, id) => All = [.. DynamoTables.All.Select(table => Create(table, settings))];

    /// <summary>Every table.</summary>
    public IReadOnlyList<StoreTable> All { get; }

    /// <summary>
    /// Lets the function at the tables that it needs. Every function but one may do anything that a change of a robot or an order
    /// asks for: history, alerts, notifications, the feed. Notify writes how far its own work has come, and nothing else.
    /// </summary>
    public void Allow(CloudFunction function)
    {
        var needed = function.Settings.Name == Notify.Name ? All.Where(t => t.Name == DynamoTables.Records.Name).ToList() : All;
        if (function.Settings.Name == Notify.Name)
        {
            // Every bootstrap reads a robot that is none as it starts, to have the connection made by the time it is needed.
            function.Allow(["dynamodb:GetItem"], All.Single(t => t.Name == DynamoTables.Robots.Name).Table.TableArn);
        }

        foreach (var table in needed)
        {
            function.Allow(ItemActions[table.Name], table.Table.TableArn);
        }

        function.Allow(["dynamodb:Query"], [.. needed.SelectMany(t => t.Indexes.Select(i => Index(t, i)).Prepend(t.Table.TableArn))]);
        foreach (var (table, index, _) in Scanned.Where(s => s.Functions.Contains(function.Settings.Name)))
        {
            function.Allow(["dynamodb:Scan"], Index(All.Single(t => t.Name == table.Name), table.Indexes.Single(i => i.Name == index).Name));
        }
    }

    private static string Index(StoreTable table, string index) => $"{table.Table.TableArn}/index/{index}";

    private StoreTable Create(DynamoTable definition, StackSettings settings)
    {
        var table = new Table(this, Names.Id(definition.Name), new TableProps
        {
            TableName = settings.Names.TablePrefix + definition.Name,
            PartitionKey = Key(definition.PartitionKey),
            SortKey = definition.SortKey is { } sort ? Key(sort) : null,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            TimeToLiveAttribute = definition.TimeToLive,
            PointInTimeRecovery = settings.Keeps,
            DeletionProtection = settings.Keeps,
            RemovalPolicy = settings.Keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });
        foreach (var index in definition.Indexes)
        {
            table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
            {
                IndexName = index.Name,
                PartitionKey = Key(index.PartitionKey),
                SortKey = Key(index.SortKey),
                ProjectionType = index.Included.Count == 0 ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE,
                NonKeyAttributes = index.Included.Count == 0 ? null : [.. index.Included],
            });
        }

        return new StoreTable(definition.Name, [.. definition.Indexes.Select(i => i.Name)], table);
    }

    private static Amazon.CDK.AWS.DynamoDB.Attribute Key(DynamoKey key) => new()
    {
        Name = key.Name,
        Type = key.Type == DynamoKeyType.Number ? AttributeType.NUMBER : AttributeType.STRING,
    };
}
