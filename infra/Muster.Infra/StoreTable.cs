using Amazon.CDK.AWS.DynamoDB;

namespace Muster.Infra;

/// <summary>A table of the store.</summary>
/// <param name="Name">Its name in the store's list, without the prefix.</param>
/// <param name="Indexes">The names of its indexes.</param>
/// <param name="Table">The table.</param>
internal sealed record StoreTable(string Name, IReadOnlyList<string> Indexes, Table Table);
