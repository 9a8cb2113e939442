using Muster.Aws.Iot;
using Muster.Aws.Store;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Lambda;

/// <summary>DynamoDB and AWS IoT Core.</summary>
internal static class Cloud
{
    /// <summary>Makes both; neither calls anybody yet.</summary>
    public static CloudParts Connect(LambdaEnvironment environment, FleetConfiguration configuration, BootstrapTools tools)
    {
        var options = new DynamoStoreOptions { TablePrefix = environment.TablePrefix, KeepOrders = configuration.Policy.KeepOrders };
        var store = new DynamoFleetStore(DynamoClient.Create(), options, tools.Clock, tools.Random);
        ICommandSender sender = environment.Iot is { } iot ? IotDataSender.Create(iot, tools.Clock, tools.Random, tools.Log) : new SilentSender();
        return new CloudParts(store, sender);
    }
}
