namespace Muster.Aws.Store;

/// <summary>The tables' names with their prefix.</summary>
internal sealed class TableNames(string prefix)
{
    public string Robots { get; } = prefix + DynamoTables.Robots.Name;

    public string Orders { get; } = prefix + DynamoTables.Orders.Name;

    public string History { get; } = prefix + DynamoTables.History.Name;

    public string Records { get; } = prefix + DynamoTables.Records.Name;

    public string Feed { get; } = prefix + DynamoTables.Feed.Name;
}
