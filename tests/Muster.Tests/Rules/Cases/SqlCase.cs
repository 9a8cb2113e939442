using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Tests.Rules.Cases;

/// <summary>
/// One case of IoT SQL: a rule, a message, and what comes of it. Exactly one of <see cref="Output"/>, <see cref="OutputText"/>,
/// <see cref="OutputBase64"/>, <see cref="NoMatch"/> and <see cref="Refused"/> says what is expected of <see cref="Sql"/>;
/// <see cref="Result"/> or <see cref="Undefined"/> of <see cref="Expression"/>.
/// </summary>
public sealed record SqlCase
{
    /// <summary>Where in the reference, or what it is about.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the case is this project's, not an example of the reference.</summary>
    public bool Ours { get; init; }

    /// <summary>Why the expectation is not what the reference's example says, or what else is to be known.</summary>
    public string? Note { get; init; }

    /// <summary>The rule's SQL.</summary>
    public string? Sql { get; init; }

    /// <summary>Short for <c>SELECT … AS r FROM '#'</c>.</summary>
    public string? Expression { get; init; }

    /// <summary>The dialect; 2016-03-23 if absent.</summary>
    public string Dialect { get; init; } = "2016-03-23";

    /// <summary>The message's topic.</summary>
    public string Topic { get; init; } = "topic/subtopic";

    /// <summary>The payload as JSON; an empty object if absent.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The payload as text that is no JSON, or whose digits and spaces matter.</summary>
    public string? PayloadText { get; init; }

    /// <summary>The payload as bytes in base64.</summary>
    public string? PayloadBase64 { get; init; }

    /// <summary>What the broker knows of the message.</summary>
    public SqlCaseContext Context { get; init; } = new();

    /// <summary>The JSON that the rule emits: members in any order, numbers by value.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>What the rule emits, character by character.</summary>
    public string? OutputText { get; init; }

    /// <summary>What the rule emits, byte by byte.</summary>
    public string? OutputBase64 { get; init; }

    /// <summary>Whether WHERE leaves the message out, or it makes no event.</summary>
    public bool NoMatch { get; init; }

    /// <summary>Why the rule does not load.</summary>
    public SqlCaseRefusal? Refused { get; init; }

    /// <summary>The value of <see cref="Expression"/>.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Whether <see cref="Expression"/> is Undefined: its column is not there.</summary>
    public bool Undefined { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What the broker knows of a case's message.</summary>
public sealed record SqlCaseContext
{
    public string? ClientId { get; init; } = "client-1";

    public DateTimeOffset ReceivedAt { get; init; } = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public string? Principal { get; init; }

    public string? SourceIp { get; init; }

    public string? TraceId { get; init; }

    public string? AccountId { get; init; }

    public string? ContentType { get; init; }

    public bool IsText { get; init; }

    public string? ResponseTopic { get; init; }

    /// <summary>In base64.</summary>
    public string? CorrelationData { get; init; }

    /// <summary>Names and values, in order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UserProperties { get; init; } = [];

    /// <summary>What <c>newuuid()</c> gives.</summary>
    public Guid? NewId { get; init; }

    /// <summary>Whether the message has properties of MQTT 5.</summary>
    [JsonIgnore]
    public bool HasProperties => ContentType is not null || IsText || ResponseTopic is not null || CorrelationData is not null || UserProperties.Count > 0;
}

/// <summary>Why a rule does not load.</summary>
/// <param name="Text">What the problem's text contains.</param>
/// <param name="Line">The line, from 1; none when the case does not say.</param>
/// <param name="Column">The column, from 1; none when the case does not say.</param>
public sealed record SqlCaseRefusal(string Text, int? Line = null, int? Column = null);
