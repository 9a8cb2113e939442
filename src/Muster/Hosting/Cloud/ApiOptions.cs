using Muster.Aws.Iot;
using Muster.Fleet.Configuration;

namespace Muster.Hosting.Cloud;

/// <summary>The settings of <c>muster api</c>.</summary>
internal sealed record ApiOptions
{
    /// <summary>The port to listen on; 0 takes any free one. Default: 8080, as AWS's Lambda Web Adapter expects.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address to listen on. Default 127.0.0.1.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>What the names of DynamoDB's tables begin with.</summary>
    public string TablePrefix { get; init; } = "";

    /// <summary>The way to the robots: AWS IoT Core's data plane.</summary>
    public required IotDataOptions Iot { get; init; }

    /// <summary>Whether the live feed ends when all is told, instead of staying open.</summary>
    public bool EndsFeed { get; init; }

    /// <summary>What is set up of the fleet.</summary>
    public FleetConfiguration Fleet { get; init; } = FleetConfiguration.Default;
}
