using System.Text;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>
/// Small statements that make much work of a large payload: loops in loops, with what grows with the length of a text or an array
/// at their bottom. An engine that does not count its work shows it here.
/// </summary>
internal static class Labours
{
    /// <summary>What a query goes through.</summary>
    private static readonly string[] Loops = ["items", "list", "e", "[1,2,3,4,5,6,7,8,9,10]", "*", "concat(items, list)"];

    internal static string Statement(Dice dice) => dice.Percent(70)
        ? $"SELECT {Expression(dice, dice.Between(1, 4))} AS p FROM 'a'"
        : $"SET @t = text, @all = {dice.Pick(Loops)} SELECT {Expression(dice, dice.Between(1, 3)).Replace("text", "@t", StringComparison.Ordinal)} AS p FROM 'a' WHERE EXISTS @all";

    /// <summary>Members of the names that the statements loop over; as long as a message may be, or a part of it.</summary>
    internal static byte[] Payload(Dice dice)
    {
        var length = dice.Pick(1_000, 10_000, 30_000);
        var text = TextMutations.Repeat(dice.Pick("a", "ab", "a ", "9", "\\n"), dice.Next(length)) + "!";
        var item = dice.Next(5) switch
        {
            0 => "1",
            1 => "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"",
            2 => "{\"v\":1}",
            3 => "{\"text\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\",\"items\":[1,2,3],\"v\":7}",
            _ => $"{{\"text\":\"{text}\",\"list\":[1,2,3]}}",
        };
        var items = TextMutations.Repeat(item + ",", Math.Min(dice.Next(20_000), length / item.Length)) + item;
        return Encoding.UTF8.GetBytes($"{{\"text\":\"{text}\",\"v\":1,\"items\":[{items}],\"list\":[{items}],\"e\":[{items}]}}");
    }

    /// <summary>Queries in queries, with work that grows with the length of a text or an array at their bottom.</summary>
    private static string Expression(Dice dice, int depth)
    {
        if (depth == 0)
        {
            return dice.Pick(
                "v", "text", "md2(text)", "sha512(text)", "v IN items", "items = items", "concat(text, text, text)", "regexp_replace(text, '(a+)+$', 'b')", "regexp_matches(text, '(a|aa)+$')",
                "upper(text)", "replace(text, 'a', 'bcdef')", "regexp_substr(text, text)", "encode(text, 'base64')", "get(items, 1)", "concat(items, items)", "*", "parse_time(text, 1)", "cast(text AS Decimal) + 1");
        }

        var inner = Expression(dice, depth - 1);
        return dice.Next(7) switch
        {
            4 => dice.Pick($"cast({inner} AS String)", $"md5({inner})", $"({inner} + 'x')", $"length({inner})", $"concat({inner}, 'x')", $"transform('enrichArray', {{'a': {inner}}}, items)"),
            5 => $"({inner} {dice.Pick("=", "<>", "IN", "<")} {dice.Pick(inner, "items")})",
            6 => $"[{inner}, {inner}, {inner}]",
            0 => $"(SELECT VALUE {inner} FROM {dice.Pick(Loops)} WHERE EXISTS (SELECT v FROM {dice.Pick(Loops)}))",
            1 => $"(SELECT {inner} AS a, {inner} AS b FROM {dice.Pick(Loops)})",
            2 => $"(SELECT VALUE * FROM {dice.Pick(Loops)} WHERE {inner} = 1)",
            _ => $"(SELECT VALUE {inner} FROM {dice.Pick(Loops)})",
        };
    }
}
