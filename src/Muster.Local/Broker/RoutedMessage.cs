using MQTTnet;

namespace Muster.Local.Broker;

/// <summary>A message on its way out.</summary>
/// <param name="Message">The message, with the publisher's quality of service.</param>
/// <param name="SenderId">The publisher's client id; none for the fleet's own.</param>
internal readonly record struct RoutedMessage(MqttApplicationMessage Message, string? SenderId);
