using Amazon.DynamoDBv2;
using Muster.Aws.Store;
using Muster.Fleet.Configuration;
using Muster.Fleet.Store;

namespace Muster.Hosting.Stores;

/// <summary>DynamoDB, or what speaks its protocol: several processes may share it.</summary>
internal sealed class DynamoHostStore : HostStore
{
    private readonly AmazonDynamoDBClient _client;
    private readonly DynamoFleetStore _store;

    private DynamoHostStore(AmazonDynamoDBClient client, DynamoStoreOptions options, TimeProvider clock, Random random)
    {
        _client = client;
        _store = new DynamoFleetStore(client, options, clock, random);
        Place = $"DynamoDB at {client.Config.ServiceURL?.TrimEnd('/') ?? client.Config.RegionEndpoint?.SystemName}{(options.TablePrefix.Length > 0 ? $", tables {options.TablePrefix}…" : "")}";
    }

    /// <inheritdoc/>
    public override IFleetStore Fleet => _store;

    /// <summary>The store as what it is.</summary>
    public DynamoFleetStore Dynamo => _store;

    /// <inheritdoc/>
    public override string Place { get; }

    /// <summary>The address that it is at; none for AWS's own of the region.</summary>
    public string? Endpoint => _client.Config.ServiceURL;

    /// <summary>Opens it by the usual AWS environment variables, and looks whether the tables are there.</summary>
    /// <exception cref="StartException">It can't be reached, or the tables are not there.</exception>
    public static async Task<DynamoHostStore> OpenAsync(string tablePrefix, FleetPolicy policy, TimeProvider clock, Random random, CancellationToken cancellationToken)
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

        var host = new DynamoHostStore(client, new DynamoStoreOptions { TablePrefix = tablePrefix, KeepOrders = policy.KeepOrders }, clock, random);
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
    public override Task WaitForFeedAsync(string after, CancellationToken cancellationToken) => _store.WaitForFeedAsync(after, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
