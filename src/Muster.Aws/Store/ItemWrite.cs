using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>One conditional write of one item, as a request of its own or as part of a transaction. Every attribute goes by a placeholder: <c>name</c>, <c>status</c> and others are reserved words.</summary>
/// <param name="table">The table.</param>
/// <param name="key">The item's key.</param>
internal sealed class ItemWrite(string table, DynamoItem key)
{
    private readonly Dictionary<string, string> _names = [];
    private readonly DynamoItem _values = [];
    private readonly DynamoItem _set = [];
    private readonly List<string> _removed = [];
    private readonly List<string> _conditions = [];
    private DynamoItem? _item;
    private bool _isDelete;
    private string? _expression;

    /// <summary>The table.</summary>
    public string Table => table;

    /// <summary>The item's key.</summary>
    public DynamoItem Key => key;

    /// <summary>What a write that is a request of its own answers with.</summary>
    public ReturnValue Returns { get; init; } = ReturnValue.NONE;

    /// <summary>Whether the item only adds to a list, under no condition, and may follow its transaction where that takes few items.</summary>
    public bool IsAppended { get; init; }

    /// <summary>Replaces the whole item.</summary>
    public ItemWrite Put(DynamoItem item)
    {
        _item = item;
        return this;
    }

    /// <summary>Deletes it.</summary>
    public ItemWrite Delete()
    {
        _isDelete = true;
        return this;
    }

    /// <summary>Sets an attribute, or removes it when there is no value.</summary>
    public ItemWrite Set(string attribute, AttributeValue? value)
    {
        if (value is null)
        {
            _removed.Add(attribute);
        }
        else
        {
            _set[attribute] = value;
        }

        return this;
    }

    /// <summary>Writes only if the attribute has this value, or is not there when there is none.</summary>
    public ItemWrite IfIs(string attribute, AttributeValue? value) =>
        If(value is null ? $"attribute_not_exists({Name(attribute)})" : $"{Name(attribute)} = {Value(value)}");

    /// <summary>Writes only if the condition holds.</summary>
    public ItemWrite If(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>The placeholder of an attribute's name.</summary>
    public string Name(string attribute)
    {
        var placeholder = $"#{attribute}";
        _names[placeholder] = attribute;
        return placeholder;
    }

    /// <summary>The placeholder of a value.</summary>
    public string Value(AttributeValue value)
    {
        var placeholder = $":{_values.Count}";
        _values[placeholder] = value;
        return placeholder;
    }

    /// <summary>Whether <paramref name="stored"/> is as this write would leave it.</summary>
    public bool IsDoneIn(DynamoItem? stored) => _isDelete
        ? stored is null
        : stored is not null
            && (_item ?? _set).All(a => Values.Same(a.Value, stored.GetValueOrDefault(a.Key)))
            && _removed.TrueForAll(a => !stored.ContainsKey(a));

    /// <summary>Writes it, with a request of its own.</summary>
    /// <returns>The attributes that <see cref="Returns"/> asks for.</returns>
    public async Task<DynamoItem?> SendAsync(IAmazonDynamoDB client, CancellationToken cancellationToken)
    {
        if (_isDelete)
        {
            var delete = new DeleteItemRequest { TableName = table, Key = key, ConditionExpression = Condition(), ExpressionAttributeNames = Names(), ExpressionAttributeValues = Parameters() };
            await client.DeleteItemAsync(delete, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (_item is not null)
        {
            var put = new PutItemRequest { TableName = table, Item = _item, ConditionExpression = Condition(), ExpressionAttributeNames = Names(), ExpressionAttributeValues = Parameters() };
            await client.PutItemAsync(put, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var update = new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = Expression(),
            ConditionExpression = Condition(),
            ExpressionAttributeNames = Names(),
            ExpressionAttributeValues = Parameters(),
            ReturnValues = Returns,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        return (await client.UpdateItemAsync(update, cancellationToken).ConfigureAwait(false)).Attributes;
    }

    /// <summary>The same as part of a transaction.</summary>
    public TransactWriteItem ToTransact()
    {
        if (_isDelete)
        {
            return new TransactWriteItem { Delete = new Delete { TableName = table, Key = key, ConditionExpression = Condition(), ExpressionAttributeNames = Names(), ExpressionAttributeValues = Parameters() } };
        }

        return _item is not null
            ? new TransactWriteItem { Put = new Put { TableName = table, Item = _item, ConditionExpression = Condition(), ExpressionAttributeNames = Names(), ExpressionAttributeValues = Parameters() } }
            : new TransactWriteItem
            {
                Update = new Update
                {
                    TableName = table,
                    Key = key,
                    UpdateExpression = Expression(),
                    ConditionExpression = Condition(),
                    ExpressionAttributeNames = Names(),
                    ExpressionAttributeValues = Parameters(),
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
            };
    }

    private string? Condition() => _conditions.Count == 0 ? null : string.Join(" AND ", _conditions);

    // Once: a placeholder that no expression uses is an error, and a write may be sent again.
    private string Expression() => _expression ??= MakeExpression();

    private string MakeExpression()
    {
        var parts = new List<string>(2);
        if (_set.Count > 0)
        {
            parts.Add($"SET {string.Join(", ", _set.Select(a => $"{Name(a.Key)} = {Value(a.Value)}"))}");
        }

        if (_removed.Count > 0)
        {
            parts.Add($"REMOVE {string.Join(", ", _removed.Select(Name))}");
        }

        return string.Join(' ', parts);
    }

    private Dictionary<string, string>? Names() => _names.Count == 0 ? null : _names;

    private DynamoItem? Parameters() => _values.Count == 0 ? null : _values;
}
