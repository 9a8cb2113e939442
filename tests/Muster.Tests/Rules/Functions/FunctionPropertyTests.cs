using System.Text;
using CsCheck;
using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Functions;

namespace Muster.Tests.Rules.Functions;

/// <summary>What holds of functions whatever their arguments are.</summary>
public sealed class FunctionPropertyTests
{
    private static readonly MessageContext Message = new(new TopicName("a/b"), "client-1", DateTimeOffset.UnixEpoch, new MqttProperties("text/plain", true, null, [1]))
    {
        Origin = new MessageOrigin("p", "::1", "t", "a"),
    };

    private static readonly RuleServices Services = new(new Random(1), () => Guid.Empty);

    [Fact]
    public void No_function_throws_or_makes_more_than_a_message_holds() => Gen
        .Select(Gen.OneOf<string>([.. SqlFunctions.Names]), SqlValueGen.Any.Array[0, 6], Gen.Bool)
        .Sample(
            (name, arguments, isOld) =>
            {
                var function = SqlFunctions.Find(name)!;
                SqlValue[] fitting = [.. arguments.Concat(Enumerable.Repeat(SqlValue.Null, 6)).Take(Math.Clamp(arguments.Length, function.MinArguments, Math.Min(6, function.MaxArguments)))];
                var result = Call(name, isOld ? SqlVersion.V20151008 : SqlVersion.V20160323, fitting);
                function.CheckLiterals?.Invoke([.. fitting.Select((a, i) => i % 2 == 0 ? a : (SqlValue?)null)], SqlVersion.V20160323);
                function.CheckLiterals?.Invoke([.. fitting.Select(a => (SqlValue?)a)], SqlVersion.V20160323);
                return !result.TryGetString(out var text) || text.Length <= SqlResult.MaxLength;
            },
            iter: 30_000);

    [Fact]
    public void Text_made_of_text_that_UTF8_can_carry_can_be_written() => Gen
        .Select(Gen.OneOf("substring", "get", "replace", "regexp_replace", "regexp_substr", "lower", "upper", "trim", "concat", "lpad", "parse_time"), SqlValueGen.WellFormed, SqlValueGen.WellFormed, Gen.Int[-2, 9])
        .Sample((name, text, other, number) =>
        {
            var function = SqlFunctions.Find(name)!;
            SqlValue[] arguments = name is "substring" or "get" or "lpad" ? [SqlValue.From(text), SqlValue.From((long)number)]
                : name == "parse_time" ? [SqlValue.From(text), SqlValue.From((long)number)]
                : [.. new[] { text, other, "-" }.Take(Math.Min(3, function.MaxArguments)).Select(t => SqlValue.From(t))];
            return Call(name, arguments) is var result && (result.IsUndefined || result.ToJson().Length > 0);
        });

    [Fact]
    public void Decode_gives_back_what_encode_took() => SqlValueGen.WellFormed.Sample(text =>
    {
        var decoded = Call("decode", Call("encode", Text(text), Text("base64")), Text("base64"));

        // Text that is JSON is read as such.
        return decoded.TryGetString(out var back) ? back == text || text.StartsWith('"') : !decoded.IsUndefined;
    });

    [Fact]
    public void Decode_gives_back_the_bytes_that_encode_took() => Gen.Byte.Array.Sample(bytes =>
    {
        var decoded = Call("decode", Call("encode", SqlValue.FromBytes(bytes), Text("base64")), Text("base64"));
        return decoded.TryGetBytes(out var back) ? back.Span.SequenceEqual(bytes) : Encoding.UTF8.GetBytes(decoded.AsText()!).AsSpan().SequenceEqual(bytes) || decoded.Kind is SqlKind.Object or SqlKind.Array;
    });

    [Fact]
    public void Time_that_is_printed_in_full_is_read_back() => Gen
        .Select(Gen.Long[-62135596800000, 253402300799999], Gen.OneOf("UTC", "+05:30", "-03:00"))
        .Sample((millis, zone) =>
        {
            var text = Call("parse_time", Text("yyyy-MM-dd'T'HH:mm:ss.SSSZZ"), SqlValue.From(millis), Text(zone));
            return text.IsUndefined || Call("time_to_epoch", text, Text("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")) == SqlValue.From(millis);
        });

    [Fact]
    public void Quoted_text_is_found_where_it_stands() => Gen.Select(SqlValueGen.WellFormed, SqlValueGen.WellFormed, SqlValueGen.WellFormed).Sample((before, text, after) =>
        text.Contains(@"\E", StringComparison.Ordinal) || Call("regexp_matches", Text(before + text + after), Text($@"\Q{text}\E")) == SqlValue.True);

    [Fact]
    public void Replacing_a_quoted_text_is_replacing_the_text() => Gen.Select(SqlValueGen.WellFormed, Gen.Char["abc1 .$("], SqlValueGen.WellFormed).Sample((text, part, by) =>
        by.AsSpan().ContainsAny("$\\")
        || Call("regexp_replace", Text(text), Text($@"\Q{part}\E"), Text(by)) == Call("replace", Text(text), Text(part.ToString()), Text(by)));

    [Fact]
    public void Xor_with_the_same_number_twice_changes_nothing() => Gen.Select(Gen.Long, Gen.Long).Sample((x, y) =>
        Call("bitxor", Call("bitxor", SqlValue.From(x), SqlValue.From(y)), SqlValue.From(y)) == SqlValue.From(x)
        && Call("bitor", SqlValue.From(x), SqlValue.From(y)) == Call("bitxor", Call("bitxor", SqlValue.From(x), SqlValue.From(y)), Call("bitand", SqlValue.From(x), SqlValue.From(y))));

    [Fact]
    public void Parts_of_a_text_make_the_text() => Gen.Select(SqlValueGen.WellFormed.Where(t => !t.Any(char.IsSurrogate)), Gen.Int[0, 40]).Sample((text, at) =>
        Call("concat", Call("substring", Text(text), SqlValue.From(0), SqlValue.From((long)at)), Call("substring", Text(text), SqlValue.From((long)at))) == Text(text));

    [Fact]
    public void Digests_of_128_KB_are_made() => Assert.All(["md2", "sha224", "sha512"], name => Assert.Equal(SqlKind.String, Call(name, Text(new string('a', SqlResult.MaxLength))).Kind));

    private static SqlValue Text(string text) => SqlValue.From(text);

    private static SqlValue Call(string name, params SqlValue[] arguments) => Call(name, SqlVersion.V20160323, arguments);

    private static SqlValue Call(string name, SqlVersion version, SqlValue[] arguments) => SqlFunctions.Find(name)!.Body(arguments, new SqlCallContext(Message, Services, version));
}
