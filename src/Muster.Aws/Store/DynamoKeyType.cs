namespace Muster.Aws.Store;

/// <summary>The type of a key's attribute.</summary>
public enum DynamoKeyType
{
    /// <summary>A string: <c>S</c>.</summary>
    Text,

    /// <summary>A number: <c>N</c>.</summary>
    Number,
}
