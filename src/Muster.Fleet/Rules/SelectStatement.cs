namespace Muster.Fleet.Rules;

/// <summary>A parsed rule.</summary>
/// <param name="Items">What it selects, in order.</param>
/// <param name="Filter">The topic filter after FROM.</param>
public sealed record SelectStatement(IReadOnlyList<SelectItem> Items, string Filter);

/// <summary>One entry of the SELECT list.</summary>
/// <param name="Expression">What is selected.</param>
/// <param name="Alias">The name it gets; none for <c>*</c>.</param>
public sealed record SelectItem(Expression Expression, string? Alias);

/// <summary>An expression of IoT SQL.</summary>
public abstract record Expression;

/// <summary><c>*</c>: the message's payload as it came.</summary>
public sealed record AllColumns : Expression;

/// <summary><c>topic(n)</c>: a level of the topic, counted from 1; without n, the whole topic.</summary>
/// <param name="Level">Which level; none for the whole topic.</param>
public sealed record TopicCall(int? Level) : Expression;

/// <summary><c>timestamp()</c>: when the broker received the message, in milliseconds since 1970.</summary>
public sealed record TimestampCall : Expression;

/// <summary><c>get_mqtt_property(name)</c>: a property of MQTT 5; undefined when the message does not have it.</summary>
/// <param name="Property">One of <see cref="MqttProperties.Names"/>.</param>
public sealed record MqttPropertyCall(string Property) : Expression;

/// <summary><c>newuuid()</c>: an id of the event, the same each time that a function is called with it.</summary>
public sealed record NewUuidCall : Expression;

/// <summary><c>clientid()</c>: the MQTT client id of the sender.</summary>
public sealed record ClientIdCall : Expression;
