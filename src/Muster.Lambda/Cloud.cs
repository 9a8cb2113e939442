using Muster.Aws.Iot;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Lambda;

/// <summary>DynamoDB and AWS IoT Core.</summary>
internal static class Cloud
{
    /// <summary>Makes both; neither calls anybody yet.</summary>
    public static CloudParts Connect(LambdaEnvironment environment, BootstrapTools tools)
    {
        ICommandSender sender = environment.Iot is { } iot ? IotDataSender.Create(iot, tools.Clock, tools.Random, tools.Log) : new SilentSender();
        return new CloudParts(new MemoryFleetStore(), sender);
    }
}
