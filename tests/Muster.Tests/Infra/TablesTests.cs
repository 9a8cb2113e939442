using Amazon.CDK.Assertions;
using Muster.Aws.Store;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class TablesTests(StackFixture stacks)
{
    [Fact]
    public void Every_table_of_the_store_is_made_with_its_keys_indexes_and_time_to_live()
    {
        foreach (var table in DynamoTables.All)
        {
            stacks.Dev.Template.HasResourceProperties("AWS::DynamoDB::Table", new Dictionary<string, object>
            {
                ["TableName"] = $"muster-dev-{table.Name}",
                ["BillingMode"] = "PAY_PER_REQUEST",
                ["KeySchema"] = Keys(table.PartitionKey, table.SortKey),
                ["TimeToLiveSpecification"] = table.TimeToLive is null ? Match.Absent() : new Dictionary<string, object> { ["AttributeName"] = table.TimeToLive, ["Enabled"] = true },
                ["GlobalSecondaryIndexes"] = table.Indexes.Count == 0 ? Match.Absent() : table.Indexes.Select(i => (object)new Dictionary<string, object>
                {
                    ["IndexName"] = i.Name,
                    ["KeySchema"] = Keys(i.PartitionKey, i.SortKey),
                    ["Projection"] = i.Included.Count == 0
                        ? new Dictionary<string, object> { ["ProjectionType"] = "KEYS_ONLY" }
                        : new Dictionary<string, object> { ["ProjectionType"] = "INCLUDE", ["NonKeyAttributes"] = i.Included.ToArray() },
                }).ToArray(),
            });
        }

        stacks.Dev.Template.ResourceCountIs("AWS::DynamoDB::Table", DynamoTables.All.Count);
    }

    [Fact]
    public void Table_of_robots_is_that_of_the_article() =>
        stacks.Dev.Template.HasResourceProperties("AWS::DynamoDB::Table", new Dictionary<string, object>
        {
            ["TableName"] = "muster-dev-RobotStatusTable",
            ["KeySchema"] = new object[] { new Dictionary<string, object> { ["AttributeName"] = "name", ["KeyType"] = "HASH" } },
        });

    [Fact]
    public void Types_of_keys_are_those_of_the_store()
    {
        foreach (var table in DynamoTables.All)
        {
            var made = stacks.Dev.Of("AWS::DynamoDB::Table").Single(t => t.Properties.GetProperty("TableName").GetString() == $"muster-dev-{table.Name}").Properties;
            var types = made.GetProperty("AttributeDefinitions").EnumerateArray()
                .ToDictionary(a => a.GetProperty("AttributeName").GetString()!, a => a.GetProperty("AttributeType").GetString()!);
            DynamoKey?[] keys = [table.PartitionKey, table.SortKey, .. table.Indexes.SelectMany(i => (DynamoKey[])[i.PartitionKey, i.SortKey])];

            Assert.All(keys.OfType<DynamoKey>(), key => Assert.Equal(key.Type == DynamoKeyType.Number ? "N" : "S", types[key.Name]));
        }
    }

    [Fact]
    public void Dev_lets_its_data_go_and_prod_keeps_it()
    {
        AllTables(stacks.Dev, keeps: false);
        AllTables(stacks.Prod, keeps: true);
    }

    private static void AllTables(StackTemplate stack, bool keeps) => stack.Template.AllResources("AWS::DynamoDB::Table", new Dictionary<string, object>
    {
        ["DeletionPolicy"] = keeps ? "Retain" : "Delete",
        ["UpdateReplacePolicy"] = keeps ? "Retain" : "Delete",
        ["Properties"] = Match.ObjectLike(new Dictionary<string, object>
        {
            ["DeletionProtectionEnabled"] = keeps,
            ["PointInTimeRecoverySpecification"] = new Dictionary<string, object> { ["PointInTimeRecoveryEnabled"] = keeps },
        }),
    });

    private static object[] Keys(DynamoKey partition, DynamoKey? sort)
    {
        var keys = new List<object> { new Dictionary<string, object> { ["AttributeName"] = partition.Name, ["KeyType"] = "HASH" } };
        if (sort is not null)
        {
            keys.Add(new Dictionary<string, object> { ["AttributeName"] = sort.Name, ["KeyType"] = "RANGE" });
        }

        return [.. keys];
    }
}
