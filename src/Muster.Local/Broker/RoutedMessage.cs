using MQTTnet;

namespace Muster.Local.Broker;

/// <summary>A message on its way out.</summary>
/// <param name="Message">The message, with the publisher's quality of service.</param>
/// <param name="SenderId">The publisher's client id; none for the fleet's own.</param>
/// <param name="Version">The version of the state that it tells; none for what is no state of the fleet's.</param>
internal readonly record struct RoutedMessage(MqttApplicationMessage Message, string? SenderId, long? Version = null);
