using System.Buffers;
using System.Text;
using System.Text.Json;
using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Sql;

namespace Muster.Bench.Rules.Fuzz;

/// <summary>
/// One input after another: a statement, from the grammar or spoiled, and a payload. What is not refused by
/// <see cref="IotSqlException"/> has to run without an exception, and to emit JSON where it emits an object.
/// </summary>
internal sealed class RuleFuzzer
{
    private readonly Random _random;
    private readonly SqlGenerator _statements;
    private readonly SqlMutator _mutator;
    private readonly PayloadGenerator _payloads;
    private readonly RuleServices _services;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly MessageContext _context;

    /// <param name="seed">The same seed makes the same inputs.</param>
    internal RuleFuzzer(int seed)
    {
        _random = new Random(seed);
        _statements = new SqlGenerator(_random);
        _mutator = new SqlMutator(_random);
        _payloads = new PayloadGenerator(_random);
        _services = new RuleServices(new Random(seed), () => new Guid(seed, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
        _context = new MessageContext(new TopicName("a/b/c"), "client-1", DateTimeOffset.UnixEpoch.AddDays(20_000), new MqttProperties("text/plain", IsText: true, "answers/1", [1, 2, 3]))
        {
            Origin = new MessageOrigin("principal-1", "127.0.0.1", "trace-1", "123456789012"),
        };
    }

    /// <summary>What the present input is, for the one who has to find out why it went wrong.</summary>
    internal string Sql { get; private set; } = "";

    /// <summary>The payload of the present input.</summary>
    internal byte[] Payload { get; private set; } = [];

    /// <summary>How many statements loaded.</summary>
    internal long Loaded { get; private set; }

    /// <summary>How many messages made an event.</summary>
    internal long Emitted { get; private set; }

    /// <summary>Runs one input.</summary>
    /// <exception cref="FuzzException">The engine did what it must not.</exception>
    internal void Next()
    {
        var tree = _statements.Statement();
        var isSpoiled = _random.Next(3) == 0;
        Sql = SqlPrinter.Print(tree);
        Sql = isSpoiled ? _mutator.Spoil(Sql) : Sql;
        Payload = _payloads.Next();
        try
        {
            var version = _random.Next(8) == 0 ? SqlVersion.V20151008 : SqlVersion.V20160323;
            if (Load(version) is { } rule)
            {
                Loaded++;
                Run(rule, isSpoiled ? null : tree);
            }
        }
        catch (Exception e) when (e is not FuzzException)
        {
            throw new FuzzException($"{e.GetType().Name}: {e.Message}", Sql, Payload, e);
        }
    }

    private CompiledRule? Load(SqlVersion version)
    {
        try
        {
            return CompiledRule.Compile(new Rule("fuzz", Sql, "f") { SqlVersion = version });
        }
        catch (IotSqlException e)
        {
            if (e.Line < 1 || e.Column < 1)
            {
                throw new FuzzException($"an error at line {e.Line}, column {e.Column}", Sql, Payload, e);
            }

            return null;
        }
    }

    private void Run(CompiledRule rule, SqlStatement? tree)
    {
        if (tree is not null && !IotSqlParser.Parse(Sql).Equals(tree))
        {
            throw new FuzzException("what was printed is read as another tree", Sql, Payload);
        }

        _output.ResetWrittenCount();
        if (!rule.TryWrite(Payload, _context, _output, _services))
        {
            if (_output.WrittenCount > 0)
            {
                throw new FuzzException("output without an event", Sql, Payload);
            }

            return;
        }

        Emitted++;
        if (IsObject(rule) && !IsJson(_output.WrittenSpan))
        {
            throw new FuzzException($"no JSON: {Encoding.UTF8.GetString(_output.WrittenSpan)}", Sql, Payload);
        }
    }

    /// <summary>Whether the rule promises an object: not <c>*</c> alone, and not VALUE.</summary>
    private bool IsObject(CompiledRule rule)
    {
        var select = IotSqlParser.Parse(Sql, rule.Rule.SqlVersion).Select;
        return !select.IsValue && select.Items.Any(i => i.Expression is not AllFields || i.Alias is not null);
    }

    private static bool IsJson(ReadOnlySpan<byte> output)
    {
        try
        {
            var reader = new Utf8JsonReader(output, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
