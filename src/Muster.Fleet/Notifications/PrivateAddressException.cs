namespace Muster.Fleet.Notifications;

/// <summary>A customer's address leads to a machine that is not on the public internet.</summary>
/// <param name="message">Which one.</param>
internal sealed class PrivateAddressException(string message) : Exception(message);
