namespace Muster.Aws.Store;

/// <summary>An attribute that is part of a key.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Type">Its type.</param>
public sealed record DynamoKey(string Name, DynamoKeyType Type = DynamoKeyType.Text);
