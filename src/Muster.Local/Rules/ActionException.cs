namespace Muster.Local.Rules;

/// <summary>An action can't do its work for a message, now or later.</summary>
/// <param name="message">Why, for people.</param>
internal sealed class ActionException(string message) : Exception(message);
