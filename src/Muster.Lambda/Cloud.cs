using Muster.Aws.Iot;
using Muster.Aws.Store;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Lambda;

/// <summary>DynamoDB and AWS IoT Core.</summary>
internal static class Cloud
{
    /// <summary>No robot is called so.</summary>
    private const string Nobody = " ";

    private static readonly TimeSpan LongestWarming = TimeSpan.FromSeconds(1);

    /// <summary>Makes both; neither calls anybody yet.</summary>
    public static CloudParts Connect(LambdaEnvironment environment, FleetConfiguration configuration, BootstrapTools tools)
    {
        var options = new DynamoStoreOptions { TablePrefix = environment.TablePrefix, KeepOrders = configuration.Policy.KeepOrders };
        var store = new DynamoFleetStore(DynamoClient.Create(), options, tools.Clock, tools.Random);
        ICommandSender sender = environment.Iot is { } iot ? IotDataSender.Create(iot, tools.Clock, tools.Random, tools.Log) : new SilentSender();
        return new CloudParts(store, sender, token => WarmAsync(store, tools.Clock, token));
    }

    /// <summary>
    /// One read, so that connection, TLS and the SDK's first call are behind us: an init has the whole processor, the first
    /// invocation only the share that its memory buys. Whether it succeeds is no matter here; the first invocation will tell.
    /// </summary>
    private static async ValueTask WarmAsync(DynamoFleetStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestWarming, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await store.FindRobotAsync(Nobody, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // No table yet, no permission, no answer.
        }
    }
}
