using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Muster.Tests.Costs;

/// <summary>
/// A client that has DynamoDB say what each request consumed, and adds it up. DynamoDB Local says 0 for a read that finds nothing,
/// where AWS bills the smallest read there is: half a unit, a whole one where it must be the newest.
/// </summary>
internal sealed class MeteredClient(string endpoint) : AmazonDynamoDBClient(
    new BasicAWSCredentials("x", "y"),
    new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, Timeout = TimeSpan.FromSeconds(20) })
{
    private readonly Lock _gate = new();
    private double _read;
    private double _write;

    /// <summary>What was consumed since it was last asked.</summary>
    public (double Read, double Write) Take()
    {
        lock (_gate)
        {
            var units = (_read, _write);
            (_read, _write) = (0, 0);
            return units;
        }
    }

    public override async Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Wrote(await FailAsync(() => base.UpdateItemAsync(request, cancellationToken)), a => [a.ConsumedCapacity]);
    }

    public override async Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Wrote(await FailAsync(() => base.PutItemAsync(request, cancellationToken)), a => [a.ConsumedCapacity]);
    }

    public override async Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Wrote(await FailAsync(() => base.DeleteItemAsync(request, cancellationToken)), a => [a.ConsumedCapacity]);
    }

    public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Wrote(await base.TransactWriteItemsAsync(request, cancellationToken), a => a.ConsumedCapacity);
    }

    public override async Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Read(await base.GetItemAsync(request, cancellationToken), request.ConsistentRead, a => [a.ConsumedCapacity]);
    }

    public override async Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Read(await base.BatchGetItemAsync(request, cancellationToken), isConsistent: false, a => a.ConsumedCapacity);
    }

    public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Read(await base.QueryAsync(request, cancellationToken), request.ConsistentRead, a => [a.ConsumedCapacity]);
    }

    public override async Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        return Read(await base.ScanAsync(request, cancellationToken), request.ConsistentRead, a => [a.ConsumedCapacity]);
    }

    /// <summary>A write whose condition fails consumes a unit, too, and there is no answer that says so.</summary>
    private async Task<T> FailAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (ConditionalCheckFailedException)
        {
            Add(0, 1);
            throw;
        }
    }

    private T Wrote<T>(T answer, Func<T, IEnumerable<ConsumedCapacity?>> consumed)
    {
        Add(0, consumed(answer).Sum(c => c?.CapacityUnits ?? 0));
        return answer;
    }

    private T Read<T>(T answer, bool? isConsistent, Func<T, IEnumerable<ConsumedCapacity?>> consumed)
    {
        Add(Math.Max(consumed(answer).Sum(c => c?.CapacityUnits ?? 0), isConsistent == true ? 1 : 0.5), 0);
        return answer;
    }

    private void Add(double read, double write)
    {
        lock (_gate)
        {
            _read += read;
            _write += write;
        }
    }
}
