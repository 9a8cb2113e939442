namespace Muster.Fleet.Rules.Functions;

/// <summary>What is known of the message besides its payload, and of the engine. What the broker does not know is Undefined.</summary>
internal static class MessageFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        Known("accountid", (in context) => SqlValue.From(context.Message.AccountId)),
        Known("clientid", (in context) => SqlValue.From(context.Message.ClientId)),
        Known("principal", (in context) => SqlValue.From(context.Message.Principal)),
        Known("sourceip", (in context) => SqlValue.From(context.Message.SourceIp)) with { Since = SqlVersion.V20160323 },
        Known("traceid", (in context) => SqlValue.From(context.Message.TraceId)),
        Known("sql_version", (in context) => SqlValue.From(context.Version.ToName())),
        Known("newuuid", (in context) => SqlValue.From(context.Services.NewId()?.ToString())),
        Known("rand", (in context) => context.Services.NextDouble() is { } number ? SqlResult.Double(number, context.Version) : SqlValue.Undefined),
        new("topic", 0, 1, Topic) { IsPure = false, CheckLiterals = CheckTopic },
        new("get_mqtt_property", 1, 1, MqttProperty) { IsPure = false, CheckLiterals = CheckMqttProperty },
        new("get_user_properties", 1, 1, UserProperties) { IsPure = false, Since = SqlVersion.V20160323 },
    ];

    private delegate SqlValue Source(in SqlCallContext context);

    private static SqlFunction Known(string name, Source source) => new(name, 0, 0, (_, in context) => source(context)) { IsPure = false };

    /// <summary>The topic, or one of its levels, counted from 1.</summary>
    private static SqlValue Topic(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments.IsEmpty)
        {
            return SqlValue.From(context.Message.Topic.Value);
        }

        return arguments[0].AsNumber()?.Floor() is { } number && number.TryToInt64(out var level) && level is >= 1 and <= int.MaxValue
            ? SqlValue.From(context.Message.Topic.Level((int)level))
            : SqlValue.Undefined;
    }

    private static SqlValue MqttProperty(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].TryGetString(out var name) ? SqlValue.From(context.Message.Properties?.Text(name)) : SqlValue.Undefined;

    /// <summary>All values of that name, in order; Undefined when there is none.</summary>
    private static SqlValue UserProperties(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments[0].AsText() is not { } name || context.Message.Properties is not { } properties)
        {
            return SqlValue.Undefined;
        }

        SqlValue[] values = [.. properties.UserProperties.Where(p => p.Key == name).Select(p => SqlValue.From(p.Value))];
        return values.Length > 0 ? SqlValue.FromArray(values) : SqlValue.Undefined;
    }

    private static SqlArgumentMistake? CheckTopic(IReadOnlyList<SqlValue?> arguments) =>
        arguments.Count > 0 && arguments[0]?.AsNumber() is { } level && level < SqlNumber.From(1)
            ? new SqlArgumentMistake(0, $"topic levels are counted from 1, not {level}")
            : null;

    private static SqlArgumentMistake? CheckMqttProperty(IReadOnlyList<SqlValue?> arguments) =>
        arguments[0] is { } value && !(value.TryGetString(out var name) && MqttProperties.Names.Contains(name))
            ? new SqlArgumentMistake(0, $"expected a property in quotes, one of {string.Join(", ", MqttProperties.Names)}, found {value}")
            : null;
}
