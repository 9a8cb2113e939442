namespace Muster.Lambda;

/// <summary>The function can't be made from what the environment says: the message says what was wrong and what would be right.</summary>
/// <param name="type">The kind of error, as Lambda names its own: <c>Runtime.…</c>.</param>
/// <param name="message">For the one who deployed it.</param>
internal sealed class InitException(string type, string message) : Exception(message)
{
    /// <summary>The kind of error.</summary>
    public string Type { get; } = type;
}
