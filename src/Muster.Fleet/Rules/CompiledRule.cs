namespace Muster.Fleet.Rules;

/// <summary>A rule ready to run: its filter, and where each of its columns comes from.</summary>
public sealed partial class CompiledRule
{
    private readonly SelectItem[] _columns;

    private CompiledRule(Rule rule, SelectStatement statement)
    {
        Rule = rule;
        Filter = statement.Filter;
        _columns = [.. statement.Items.Where(i => i.Alias is not null)];
    }

    /// <summary>The rule it was made of.</summary>
    public Rule Rule { get; }

    /// <summary>The topics that it listens to.</summary>
    public string Filter { get; }

    /// <summary>Compiles <paramref name="rule"/>.</summary>
    /// <exception cref="IotSqlException">Its SQL is not valid, or not supported.</exception>
    public static CompiledRule Compile(Rule rule)
    {
        var statement = IotSqlParser.Parse(rule.Sql);
        return statement.Items.Any(i => i.Expression is AllColumns)
            ? new CompiledRule(rule, statement)
            : throw new IotSqlException("a rule selects *, for now", 1, 1);
    }

    /// <summary>The text of the column <paramref name="alias"/>; none when the rule has no such column, or it is empty.</summary>
    public string? Text(string alias, in MessageContext context)
    {
        foreach (var column in _columns)
        {
            if (column.Alias == alias)
            {
                return TextOf(column, context);
            }
        }

        return null;
    }

    /// <summary>The time in the column <paramref name="alias"/>; none when the rule has no such column.</summary>
    public DateTimeOffset? Time(string alias, in MessageContext context)
    {
        foreach (var column in _columns)
        {
            if (column.Alias == alias && column.Expression is TimestampCall)
            {
                return context.ReceivedAt;
            }
        }

        return null;
    }

    private static string? TextOf(SelectItem column, in MessageContext context) => column.Expression switch
    {
        TopicCall { Level: { } level } => context.Topic.Level(level),
        TopicCall => context.Topic.Value,
        ClientIdCall => context.ClientId,
        MqttPropertyCall { Property: var property } => context.Properties?.Text(property),

        // Nobody calls a function of this process with the same event twice, so that an id would tell nothing.
        NewUuidCall => null,
        _ => null,
    };
}
