using Amazon.DynamoDBv2;
using Muster.Aws.Store;
using Muster.Fleet.Store;

namespace Muster.Hosting.Stores;

/// <summary>DynamoDB, or what speaks its protocol: several processes may share it.</summary>
internal sealed class DynamoHostStore : HostStore
{
    private static readonly TimeSpan FeedPause = TimeSpan.FromSeconds(1);

    private readonly AmazonDynamoDBClient _client;
    private readonly DynamoFleetStore _store;
    private readonly TimeProvider _clock;

    private DynamoHostStore(AmazonDynamoDBClient client, DynamoStoreOptions options, TimeProvider clock, Random random)
    {
        _client = client;
        _clock = clock;
        _store = new DynamoFleetStore(client, options, clock, random);
        Place = $"DynamoDB at {client.Config.ServiceURL ?? client.Config.RegionEndpoint?.SystemName}, tables {options.TablePrefix}…";
    }

    /// <inheritdoc/>
    public override IFleetStore Fleet => _store;

    /// <summary>The store as what it is.</summary>
    public DynamoFleetStore Dynamo => _store;

    /// <inheritdoc/>
    public override string Place { get; }

    /// <summary>Opens it by the usual AWS environment variables, and looks whether the tables are there.</summary>
    /// <exception cref="StartException">It can't be reached, or the tables are not there.</exception>
    public static async Task<DynamoHostStore> OpenAsync(string tablePrefix, TimeProvider clock, Random random, CancellationToken cancellationToken)
    {
        AmazonDynamoDBClient client;
        try
        {
            client = DynamoClient.Create();
        }
        catch (StoreUnavailableException e)
        {
            throw new StartException(e.Message, e);
        }

        var host = new DynamoHostStore(client, new DynamoStoreOptions { TablePrefix = tablePrefix }, clock, random);
        if (await host.FindProblemAsync(cancellationToken) is { } problem)
        {
            await host.DisposeAsync();
            throw new StartException(problem);
        }

        return host;
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The least read that there is: one item, mostly none.
            await _store.FindSiteAsync("-", cancellationToken);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public override async Task WaitForFeedAsync(string after, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(FeedPause, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (await _store.FindFeedEndAsync(cancellationToken) is { } end && end != after)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
