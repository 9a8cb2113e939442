using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Muster.Tests.Aws.Store;

/// <summary>A client that counts its requests, and to which a test can have happen what happens to clients.</summary>
internal sealed class TroubledClient(string endpoint) : AmazonDynamoDBClient(
    new BasicAWSCredentials("x", "y"),
    new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, Timeout = TimeSpan.FromSeconds(20) })
{
    private readonly List<string> _requests = [];
    private int _answersToLose;
    private int _throttles;

    /// <summary>The requests since it was last asked.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                var requests = _requests.ToList();
                _requests.Clear();
                return requests;
            }
        }
    }

    /// <summary>Whether indexes have not heard of anything yet.</summary>
    public bool IndexesLag { get; set; }

    /// <summary>What is done before the next write, once: somebody else gets in between.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    /// <summary>So many writes are done, and their answers never arrive.</summary>
    public void LoseAnswers(int count) => _answersToLose = count;

    /// <summary>So many writes are refused, as there are too many.</summary>
    public void Throttle(int count) => _throttles = count;

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync("UpdateItem", () => base.UpdateItemAsync(request, cancellationToken));

    public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync("PutItem", () => base.PutItemAsync(request, cancellationToken));

    public override Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync("DeleteItem", () => base.DeleteItemAsync(request, cancellationToken));

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync("TransactWriteItems", () => base.TransactWriteItemsAsync(request, cancellationToken));

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
    {
        Count("GetItem");
        return base.GetItemAsync(request, cancellationToken);
    }

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        Count("Query");
        return IndexesLag && request.IndexName is not null ? Task.FromResult(new QueryResponse { Items = [] }) : base.QueryAsync(request, cancellationToken);
    }

    private async Task<T> WriteAsync<T>(string name, Func<Task<T>> write)
    {
        Count(name);
        if (BeforeWrite is { } before)
        {
            BeforeWrite = null;
            await before();
        }

        if (Interlocked.Decrement(ref _throttles) >= 0)
        {
            throw new ProvisionedThroughputExceededException("too many") { ErrorCode = "ProvisionedThroughputExceededException", StatusCode = HttpStatusCode.BadRequest };
        }

        var answer = await write();
        return Interlocked.Decrement(ref _answersToLose) >= 0 ? throw new HttpRequestException("the connection was lost") : answer;
    }

    private void Count(string name)
    {
        lock (_requests)
        {
            _requests.Add(name);
        }
    }
}
