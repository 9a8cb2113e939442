using System.Buffers;
using System.Text.Json;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Functions;

/// <summary>
/// What a function is called with: the event that its rule selected. In the cloud that is one JSON object with the rule's
/// columns in it; in process the payload stays as it came and the columns are read from the message's context, so that
/// nothing is serialized. A function can't tell which.
/// </summary>
/// <remarks>
/// <see cref="Payload"/> is the broker's receive buffer: it is valid until the function's first <c>await</c>.
/// </remarks>
public readonly struct FunctionEvent
{
    private readonly CompiledRule? _rule;
    private readonly MessageContext _context;

    /// <summary>An event whose columns, if any, are in its JSON.</summary>
    /// <param name="payload">The event's JSON, UTF-8.</param>
    public FunctionEvent(ReadOnlyMemory<byte> payload) => Payload = payload;

    /// <summary>An event whose columns are those of <paramref name="rule"/>.</summary>
    /// <param name="payload">The message's payload as it came.</param>
    /// <param name="rule">The rule that selected it.</param>
    /// <param name="context">What the broker knows of the message.</param>
    public FunctionEvent(ReadOnlyMemory<byte> payload, CompiledRule rule, in MessageContext context)
    {
        Payload = payload;
        _rule = rule;
        _context = context;
    }

    /// <summary>The event's JSON, valid until the function's first <c>await</c>.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The text of the column <paramref name="alias"/>; none when there is none.</summary>
    public string? Text(string alias) =>
        _rule is not null ? _rule.Text(alias, _context) : FindText(alias);

    /// <summary>The time in the column <paramref name="alias"/>, milliseconds since 1970 in JSON; none when there is none.</summary>
    public DateTimeOffset? Time(string alias) =>
        _rule is not null
            ? _rule.Time(alias, _context)
            : FindTime(alias);

    /// <summary>Writes the event as one JSON object with the rule's columns in it, as a function in the cloud gets it.</summary>
    /// <param name="output">Takes the object; it is left as it was when there is none.</param>
    /// <param name="newId">Makes the ids of <c>newuuid()</c>; none leaves them undefined.</param>
    /// <returns>Whether there is such an object: false when the payload is none.</returns>
    public bool TryWrite(IBufferWriter<byte> output, Func<Guid>? newId = null)
    {
        if (_rule is not null)
        {
            return _rule.TryWrite(Payload.Span, _context, output, newId);
        }

        output.Write(Payload.Span);
        return true;
    }

    private string? FindText(string alias)
    {
        try
        {
            return Find(alias, out var reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is wrong with the event is for the function to say, when it reads it.
            return null;
        }
    }

    private DateTimeOffset? FindTime(string alias)
    {
        try
        {
            return Find(alias, out var reader) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ms) && ms is >= 0 and < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool Find(string alias, out Utf8JsonReader reader)
    {
        reader = new Utf8JsonReader(Payload.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(alias);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
