using Muster.Hosting;
using Muster.Hosting.Stores;
using Muster.Local.Broker;
using Muster.Local.Functions.User;
using Muster.Local.Rules;

namespace Muster.Api;

/// <summary>What the API is made over.</summary>
/// <param name="Store">The fleet's store.</param>
/// <param name="Fleet">What is done with the fleet.</param>
/// <param name="Take">Takes in status reports.</param>
internal sealed record ApiParts(HostStore Store, FleetServices Fleet, TakeStatusReport Take)
{
    /// <summary>The broker in this process; none in the cloud.</summary>
    public MqttBroker? Broker { get; init; }

    /// <summary>The rules of this process's broker; none in the cloud, where AWS IoT Core has them.</summary>
    public RuleEngine? Rules { get; init; }

    /// <summary>Whether it listens on a loopback address: only this machine is served.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Watches the configuration file; none when there is none, or when it can't change.</summary>
    public ConfigReload? Reload { get; init; }

    /// <summary>The functions of the fleet's owner in this process; none in the cloud.</summary>
    public UserFunctions? Functions { get; init; }

    /// <summary>
    /// Whether the live feed ends when all that happened is told, and the client comes back for more: where an answer is only
    /// delivered once it is whole, as by a Lambda function behind an HTTP API.
    /// </summary>
    public bool EndsFeed { get; init; }
}
