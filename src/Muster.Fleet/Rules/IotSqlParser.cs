using System.Globalization;

namespace Muster.Fleet.Rules;

/// <summary>
/// Reads the part of AWS IoT SQL (dialect 2016-03-23) that the built-in rules need:
/// <c>SELECT * [, topic(n) | timestamp() | clientid() | newuuid() | get_mqtt_property(name) AS alias]… FROM 'filter'</c>. What is not supported is refused by name.
/// </summary>
public sealed class IotSqlParser
{
    private readonly IotSqlTokenizer _tokens;
    private SqlToken _token;

    private IotSqlParser(string sql)
    {
        _tokens = new IotSqlTokenizer(sql);
        _token = _tokens.Next();
    }

    /// <summary>Parses <paramref name="sql"/>.</summary>
    /// <exception cref="IotSqlException">It is not valid, or not supported.</exception>
    public static SelectStatement Parse(string sql) => new IotSqlParser(sql).Statement();

    private SelectStatement Statement()
    {
        Expect("SELECT");
        var items = new List<SelectItem> { Item() };
        while (_token.Is(","))
        {
            Advance();
            items.Add(Item());
        }

        Expect("FROM");
        var filter = _token;
        if (filter.Kind != SqlTokenKind.Text)
        {
            throw Unexpected("a topic filter in quotes");
        }

        if (TopicFilter.Check(filter.Text) is { } mistake)
        {
            throw _tokens.Error($"'{filter.Text}' is no topic filter: {mistake}", filter.Position);
        }

        Advance();
        if (_token.Is("WHERE"))
        {
            throw _tokens.Error("WHERE is not supported yet", _token.Position);
        }

        return _token.Kind == SqlTokenKind.End ? new SelectStatement(items, filter.Text) : throw Unexpected("the end");
    }

    private SelectItem Item()
    {
        if (_token.Is("*"))
        {
            Advance();
            return new SelectItem(new AllColumns(), Alias: null);
        }

        var expression = Call();
        Expect("AS");
        if (_token.Kind != SqlTokenKind.Word)
        {
            throw Unexpected("an alias");
        }

        var alias = _token.Text;
        Advance();
        return new SelectItem(expression, alias);
    }

    private Expression Call()
    {
        var name = _token;
        if (name.Kind != SqlTokenKind.Word)
        {
            throw Unexpected("*, topic(n), timestamp(), clientid(), newuuid() or get_mqtt_property(name)");
        }

        Advance();
        Expect("(");
        if (string.Equals(name.Text, "get_mqtt_property", StringComparison.OrdinalIgnoreCase))
        {
            return MqttProperty();
        }

        var argument = Argument();
        Expect(")");
        return (name.Text.ToUpperInvariant(), argument) switch
        {
            ("TOPIC", _) => new TopicCall(argument),
            ("TIMESTAMP", null) => new TimestampCall(),
            ("CLIENTID", null) => new ClientIdCall(),
            ("NEWUUID", null) => new NewUuidCall(),
            ("TIMESTAMP" or "CLIENTID" or "NEWUUID", _) => throw _tokens.Error($"{name.Text}() takes no argument", name.Position),
            _ => throw _tokens.Error($"the function {name.Text} is not supported yet; supported are topic(n), timestamp(), clientid(), newuuid() and get_mqtt_property(name)", name.Position),
        };
    }

    private MqttPropertyCall MqttProperty()
    {
        var property = _token;
        if (property.Kind != SqlTokenKind.Text || !MqttProperties.Names.Contains(property.Text))
        {
            throw Unexpected($"a property in quotes, one of {string.Join(", ", MqttProperties.Names)}");
        }

        Advance();
        Expect(")");
        return new MqttPropertyCall(property.Text);
    }

    private int? Argument()
    {
        if (_token.Kind != SqlTokenKind.Number)
        {
            return null;
        }

        var number = _token;
        if (!int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) || level == 0)
        {
            throw _tokens.Error($"topic levels are counted from 1, not {number.Text}", number.Position);
        }

        Advance();
        return level;
    }

    private void Expect(string text)
    {
        if (!_token.Is(text))
        {
            throw Unexpected(text);
        }

        Advance();
    }

    private void Advance() => _token = _tokens.Next();

    private IotSqlException Unexpected(string expected) => _tokens.Error($"expected {expected}, found {_token}", _token.Position);
}
