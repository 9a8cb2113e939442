using System.Buffers;
using System.Text;
using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

/// <summary>How much a statement may have and a message may cost: no statement overflows the stack, none keeps a message for ever.</summary>
public sealed class RuleLimitTests
{
    public static TheoryData<string, string> TooDeep { get; } = new()
    {
        { "parentheses", $"SELECT {new string('(', 300)}a{new string(')', 300)} AS b FROM 'x'" },
        { "very many parentheses", $"SELECT {new string('(', 100_000)}a FROM 'x'" },
        { "signs", $"SELECT {string.Concat(Enumerable.Repeat("- ", 100_000))}a AS b FROM 'x'" },
        { "NOT", $"SELECT * FROM 'x' WHERE {string.Concat(Enumerable.Repeat("NOT ", 60_000))}a" },
        { "EXISTS", $"SELECT * FROM 'x' WHERE {string.Concat(Enumerable.Repeat("EXISTS ", 30_000))}a" },
        { "lists", $"SELECT {new string('[', 100_000)} AS b FROM 'x'" },
        { "objects", $"SELECT {string.Concat(Enumerable.Repeat("{'a':", 40_000))}" },
        { "a chain of operators", $"SELECT 1{string.Concat(Enumerable.Repeat("+1", 300))} AS b FROM 'x'" },
        { "a path", $"SELECT a{string.Concat(Enumerable.Repeat(".a", 300))} AS b FROM 'x'" },
        { "calls", $"SELECT {string.Concat(Enumerable.Repeat("upper(", 20_000))}" },
        { "queries", $"SELECT {string.Concat(Enumerable.Repeat("(SELECT ", 20_000))}" },
        { "CASE", $"SELECT {string.Concat(Enumerable.Repeat("CASE ", 20_000))}" },
    };

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void Expressions_lie_in_one_another_only_so_deep(string what, string sql)
    {
        Assert.NotEmpty(what);
        Assert.Contains("at most 100 deep", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse(sql)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Alias_has_at_most_a_hundred_names() =>
        Assert.Contains("an alias has at most 100 names", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse($"SELECT a AS b{string.Concat(Enumerable.Repeat(".b", 2_000))}")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Variables_that_use_one_another_do_not_lie_deep_in_one_another()
    {
        var deep = string.Concat(Enumerable.Repeat("+1", 90));
        var set = string.Join(", ", Enumerable.Range(1, 9).Select(i => $"@v{i} = @v{i - 1}{deep}"));
        string? json = null;
        var thread = new Thread(() => json = Write($"SET @v0 = 0, {set} SELECT @v9 AS b FROM 'x'", "{}"), 128 * 1024 * 4);
        thread.Start();
        thread.Join();

        Assert.Equal("""{"b":810}""", json);
    }

    [Fact]
    public void Work_counts_wherever_it_is_made() =>
        Assert.Null(Write(
            $"SELECT (SELECT VALUE l FROM list AS l WHERE md2(concat(l, '{new string('x', 20_000)}')) = l) AS b FROM 'x'",
            $$"""{"list":[{{string.Join(',', Enumerable.Repeat("\"a\"", 5_000))}}]}"""));

    [Fact]
    public void As_deep_as_allowed_is_read_and_run_on_a_small_stack()
    {
        var sql = $"SELECT {string.Concat(Enumerable.Repeat("(1 + ", 90))}a{new string(')', 90)} AS b FROM 'x'";
        string? json = null;

        // The stack of a thread where the C library is musl.
        var thread = new Thread(() => json = Write(sql, """{"a":2}"""), 128 * 1024 * 4);
        thread.Start();
        thread.Join();

        Assert.Equal("""{"b":92}""", json);
    }

    [Fact]
    public void Statement_has_at_most_256_KiB()
    {
        var fits = $"SELECT a, '{new string('x', SqlLimits.StatementBytes - 17)}' AS b";
        Assert.Equal(SqlLimits.StatementBytes, fits.Length);

        Assert.NotNull(IotSqlParser.Parse(fits));
        Assert.Contains("256 KiB", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse(fits.Replace("'xxx", "'äöü", StringComparison.Ordinal))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Statement_has_at_most_ten_thousand_expressions() =>
        Assert.Contains("at most 10000 expressions", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse($"SELECT [{string.Join(',', Enumerable.Repeat("a", 10_001))}] AS b")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Ten_variables_can_be_set() =>
        Assert.Contains("at most 10 variables", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse($"SET {string.Join(',', Enumerable.Range(0, 11).Select(i => $"@v{i} = 1"))} SELECT *")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Variable_name_has_at_most_64_characters() =>
        Assert.Contains("at most 64 characters", Assert.Throws<IotSqlException>(() => IotSqlParser.Parse($"SET @{new string('v', 65)} = 1 SELECT *")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Variable_of_more_than_128_KiB_is_Undefined() =>
        Assert.Equal(
            """{"b":1}""",
            Write("SET @v = [a, a], @w = 1 SELECT @v AS v, @w AS b FROM 'x'", $$"""{"a":"{{new string('x', 70_000)}}"}"""));

    [Fact]
    public void Queries_that_multiply_make_no_event_instead_of_taking_for_ever() =>
        Assert.Null(Write(
            "SELECT (SELECT VALUE (SELECT VALUE (SELECT VALUE 1 FROM a) FROM a) FROM a) AS b FROM 'x'",
            $$"""{"a":[{{string.Join(',', Enumerable.Repeat("0", 50_000))}}]}"""));

    [Theory]
    [InlineData("SELECT (SELECT (SELECT *, 1 AS k FROM items) AS x FROM items) AS y FROM 'x'")]
    [InlineData("SELECT (SELECT VALUE (SELECT VALUE {'a': 1, 'b': 2} FROM items) FROM items) AS y FROM 'x'")]
    public void Objects_that_multiply_make_no_event_instead_of_filling_the_memory(string sql)
    {
        var item = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"{(char)('a' + i)}\":1"));
        var payload = $$"""{"items":[{{string.Join(',', Enumerable.Repeat($"{{{item}}}", 950))}}]}""";

        // Once, so that what is made once for all is not counted.
        Write(sql, payload);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Write(sql, payload));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L * 1024 * 1024);
    }

    [Fact]
    public void Query_that_copies_each_object_once_is_far_below_the_limit()
    {
        var payload = $$"""{"items":[{{string.Join(',', Enumerable.Repeat("""{"a":1,"b":2,"c":3,"d":4,"e":5}""", 2_000))}}]}""";

        Assert.NotNull(Write("SELECT (SELECT *, 1 AS k FROM items) AS y FROM 'x'", payload));
    }

    [Fact]
    public void Rules_of_one_message_share_what_they_may_make()
    {
        var rule = CompiledRule.Compile(new Rule("test", "SELECT (SELECT VALUE (SELECT VALUE 1 FROM a) FROM a) AS b FROM 'x'", "f"));
        var payload = Encoding.UTF8.GetBytes($$"""{"a":[{{string.Join(',', Enumerable.Repeat("0", 600))}}]}""");
        var context = new MessageContext(new TopicName("x"), "client-1", DateTimeOffset.UnixEpoch);
        var work = CompiledRule.WorkOfAllRules;
        var written = 0;
        while (rule.TryWrite(payload, context, new ArrayBufferWriter<byte>(), RuleServices.None, ref work))
        {
            written++;
        }

        Assert.InRange(written, 1, 20);
        Assert.True(CompiledRule.Compile(new Rule("test", "SELECT a FROM 'x'", "f")).TryWrite("{}"u8, context, new ArrayBufferWriter<byte>(), RuleServices.None, ref work));
    }

    [Fact]
    public void What_would_be_larger_than_a_mebibyte_is_not_emitted() =>
        Assert.Null(Write($"SELECT [{string.Join(',', Enumerable.Repeat("a", 20))}] AS b FROM 'x'", $$"""{"a":"{{new string('x', 100_000)}}"}"""));

    [Fact]
    public void Text_that_would_grow_beyond_its_limit_is_Undefined() =>
        Assert.Equal("{}", Write($"SELECT {string.Join(" + ", Enumerable.Repeat("a", 20))} AS b FROM 'x'", $$"""{"a":"{{new string('x', 100_000)}}"}"""));

    [Fact]
    public void Payload_nested_deeper_than_a_hundred_is_no_JSON() =>
        Assert.Equal("{}", Write("SELECT a FROM 'x'", $$"""{"a":1,"b":{{new string('[', 101)}}{{new string(']', 101)}}}"""));

    private static string? Write(string sql, string payload)
    {
        var output = new ArrayBufferWriter<byte>();
        var context = new MessageContext(new TopicName("x"), "client-1", DateTimeOffset.UnixEpoch);
        return CompiledRule.Compile(new Rule("test", sql, "f")).TryWrite(Encoding.UTF8.GetBytes(payload), context, output, RuleServices.None)
            ? Encoding.UTF8.GetString(output.WrittenSpan)
            : null;
    }
}
