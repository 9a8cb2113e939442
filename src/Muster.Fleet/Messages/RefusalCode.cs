namespace Muster.Fleet.Messages;

/// <summary>Why a message was refused, for programs; the words for people are in <see cref="Refusal.Reason"/>.</summary>
public enum RefusalCode
{
    /// <summary>The payload is not one JSON object in UTF-8.</summary>
    InvalidJson,

    /// <summary>A required field is missing.</summary>
    MissingField,

    /// <summary>A field has the wrong JSON type.</summary>
    WrongType,

    /// <summary>A field's value is not allowed.</summary>
    InvalidValue,

    /// <summary>The robot's name in the payload is not the topic's.</summary>
    NameMismatch,

    /// <summary>The topic is not one to publish to, or its robot's name breaks the rule for names.</summary>
    InvalidTopic,

    /// <summary>The payload is larger than <see cref="StatusReport.MaxPayloadBytes"/>.</summary>
    PayloadTooLarge,

    /// <summary>Nobody knows the order, robot, site, item or alert.</summary>
    NotFound,

    /// <summary>The robot does not hold the order.</summary>
    NotHolder,

    /// <summary>What was asked for is not possible in the present state.</summary>
    Conflict,

    /// <summary>The idempotency key was used for something else.</summary>
    KeyReused,
}
