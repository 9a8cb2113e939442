namespace Muster.Fleet.Rules.Evaluation;

/// <summary><c>topic()</c> and <c>topic(n)</c>.</summary>
/// <param name="level">Which level, counted from 1; none for the whole topic.</param>
internal sealed class TopicNode(int? level) : Node
{
    public override bool IsOfContext => true;

    public override SqlValue Evaluate(ref Frame frame) => SqlValue.From(Text(frame.Message));

    public override string? Text(in MessageContext context) => level is { } n ? context.Topic.Level(n) : context.Topic.Value;
}

/// <summary><c>clientid()</c>.</summary>
internal sealed class ClientIdNode : Node
{
    public override bool IsOfContext => true;

    public override SqlValue Evaluate(ref Frame frame) => SqlValue.From(frame.Message.ClientId);

    public override string? Text(in MessageContext context) => context.ClientId;
}

/// <summary><c>timestamp()</c>, in milliseconds since 1970.</summary>
internal sealed class TimestampNode : Node
{
    public override bool IsOfContext => true;

    public override SqlValue Evaluate(ref Frame frame) => SqlValue.From(frame.Message.ReceivedAt.ToUnixTimeMilliseconds());

    public override DateTimeOffset? Time(in MessageContext context) => context.ReceivedAt;
}

/// <summary><c>get_mqtt_property(name)</c> with a name that is known at load.</summary>
internal sealed class MqttPropertyNode(string name) : Node
{
    public override bool IsOfContext => true;

    public override SqlValue Evaluate(ref Frame frame) => SqlValue.From(Text(frame.Message));

    public override string? Text(in MessageContext context) => context.Properties?.Text(name);
}

/// <summary><c>newuuid()</c>.</summary>
internal sealed class NewUuidNode : Node
{
    // Nobody calls a function of this process with the same event twice, so that an id would tell nothing: its text is none.
    public override bool IsOfContext => true;

    public override SqlValue Evaluate(ref Frame frame) => SqlValue.From(frame.Services.NewId()?.ToString());
}
