using System.Text;
using CsCheck;
using Muster.Fleet.Rules;

namespace Muster.Tests.Rules.Functions;

/// <summary>Values of IoT SQL at random: plain ones, and those at the edges.</summary>
internal static class SqlValueGen
{
    private static readonly string[] Texts =
    [
        "", " ", "a", "abc", "A", "1", "-1", "2.5", "1E3", "1e999", "9999999999999999999999999999999999", "true", "FALSE", "null", "base64", "enrichArray",
        "(a+)+$", "a(b", "[", "$1", "\\", "(?<n>a)", "a{2,}", ".*", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss VV", "EEE, dd MMM yyyy HH:mm:ss z", "'", "UTC", "+02:00",
        "Europe/Berlin", "2020-04-03", "2020-04-03 09:45:18 UTC+01:00", "eyJhIjoxfQ==", "W1tbW1tb", "😀", "\ud83d", "\0", "é", "ß", "content_type", "Int", "Boolean",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf(Texts),
        Gen.String[Gen.Char["abyMdHmsSzZVXG'[]()*+?{}|\\^$.-,0123456789 \t\n/:é"], 0, 30],
        Gen.String);

    private static readonly Gen<SqlValue> Number = Gen.OneOf(
        Gen.Int[-3, 40].Select(i => SqlValue.From((long)i)),
        Gen.Long.Select(SqlValue.From),
        Gen.Double.Select(SqlValue.From),
        Gen.OneOf("0.5", "-0.5", "1E999", "-1E999", "1E-999", "9999999999999999999999999999999999", "-2.411E247", "1585903518123", "253402300800000").Select(FromText));

    private static readonly Gen<SqlValue> Plain = Gen.OneOf(
        Gen.OneOf(SqlValue.Undefined, SqlValue.Null, SqlValue.True, SqlValue.False),
        Number,
        Text.Select(t => SqlValue.From(t)),
        Gen.Byte.Array[0, 40].Select(b => SqlValue.FromBytes(b)));

    /// <summary>Any value.</summary>
    public static Gen<SqlValue> Any { get; } = Gen.Recursive<SqlValue>((depth, inner) => depth >= 3
        ? Plain
        : Gen.Frequency(
            (6, Plain),
            (1, inner.Array[0, 4].Select(SqlValue.FromArray)),
            (1, Gen.Select(Gen.OneOf(Texts), inner).Array[0, 4].Select(Object))));

    /// <summary>Any text that UTF-8 can carry.</summary>
    public static Gen<string> WellFormed { get; } = Text.Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)));

    private static SqlValue FromText(string text) => SqlNumber.TryParse(text, out var number) ? SqlValue.From(number) : SqlValue.Undefined;

    private static SqlValue Object((string Name, SqlValue Value)[] members)
    {
        var named = new OrderedDictionary<string, SqlValue>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            named[name] = value;
        }

        return SqlValue.FromObject(named);
    }
}
