namespace Muster.Hosting;

/// <summary>Where the fleet's state is kept.</summary>
internal enum StoreKind
{
    /// <summary>SQLite in the data folder, for this process alone.</summary>
    Sqlite,

    /// <summary>DynamoDB, or what speaks its protocol; several processes may share it.</summary>
    DynamoDb,
}

/// <summary>Their names on the command line and in the file.</summary>
internal static class StoreKindNames
{
    /// <summary>What a name must be.</summary>
    public const string Rule = "allowed are sqlite or dynamodb";

    /// <summary>The kind of that name; none when there is none.</summary>
    public static StoreKind? Parse(string name) => name switch
    {
        "sqlite" => StoreKind.Sqlite,
        "dynamodb" => StoreKind.DynamoDb,
        _ => null,
    };

    /// <summary>Its name.</summary>
    public static string ToName(this StoreKind kind) => kind == StoreKind.DynamoDb ? "dynamodb" : "sqlite";
}
