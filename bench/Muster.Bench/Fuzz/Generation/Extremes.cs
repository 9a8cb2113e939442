namespace Muster.Bench.Fuzz.Generation;

/// <summary>What is too deep, too long or too many: an engine that recurses, doubles or scans over and over shows it here.</summary>
internal static class Extremes
{
    internal static string Statement(Dice dice)
    {
        var times = Times(dice);
        var expression = Expression(dice, times);
        return dice.Next(8) switch
        {
            6 => $"SELECT n AS {TextMutations.Repeat("a.", times)}b FROM 'a'",
            7 => Variables(dice),
            0 => $"SELECT {expression} AS p FROM 'a'",
            1 => $"SELECT VALUE {expression} FROM 'a' WHERE true",
            2 => $"SELECT * FROM 'a' WHERE {expression}",
            3 => $"SELECT * FROM 'a' WHERE {expression} = {Expression(dice, times)}",
            4 => $"SELECT {TextMutations.Repeat("n,", times)} n FROM 'a'",
            _ => $"SELECT * FROM '{TextMutations.Repeat("a/", times)}#'",
        };
    }

    /// <summary>As many variables as there may be, each as deep as it may be, around the one before.</summary>
    private static string Variables(Dice dice)
    {
        string[] opens = ["abs(", "- ", "[", "{'a':", "(SELECT VALUE ", "CASE n WHEN 1 THEN ", "get(", "concat('x',", "NOT "];
        string[] closes = [")", "", "]", "}", " FROM items)", " END", ",0)", ",1)", ""];
        var text = new System.Text.StringBuilder("SET @v0 = n");
        for (var i = 1; i < 10; i++)
        {
            var kind = dice.Next(opens.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $", @v{i} = {Nested(opens[kind], $"@v{i - 1}", closes[kind], dice.Between(1, 198))}");
        }

        return text.Append(" SELECT @v9 AS p FROM 'a' WHERE @v9 = @v9").ToString();
    }

    private static int Times(Dice dice) => dice.Next(10) switch
    {
        < 4 => dice.Next(40),
        < 7 => dice.Next(400),
        < 9 => dice.Next(4_000),
        _ => dice.Next(40_000),
    };

    private static string Expression(Dice dice, int times) => dice.Next(24) switch
    {
        0 => Nested("(", "n", ")", times),
        1 => Nested("((", "n", ")", times),
        2 => Nested("NOT ", "flag", "", times),
        3 => Nested("-", "n", "", times),
        4 => Nested("- ", "n", "", times),
        5 => Nested("abs(", "n", ")", times),
        6 => Nested("[", "", "]", times),
        7 => Nested("{'a':", "1", "}", times),
        8 => Nested("CASE n WHEN 1 THEN ", "n", " END", times),
        9 => Nested("CASE ", "n", " WHEN 1 THEN 2 END", times),
        10 => Nested("(SELECT VALUE ", "n", " FROM items)", times),
        11 => Nested("(SELECT * FROM ", "items", " WHERE v > 1)", times),
        12 => Nested("get(", "items", ",0)", times),
        13 => Nested("EXISTS (SELECT n FROM items WHERE ", "flag", ")", times),
        14 => "n" + TextMutations.Repeat(dice.Pick(" + n", "*2", " - 1", "/3", "%7", "+ 'abc'", "+name"), times),
        15 => "flag" + TextMutations.Repeat(dice.Pick(" AND flag", " OR flag", " AND NOT flag OR true"), times),
        16 => "n" + TextMutations.Repeat(dice.Pick(" = n", " < 1", " IN [n]", ".n", "[0]"), times),
        17 => "[" + TextMutations.Repeat("1,", times) + "1]",
        18 => "{" + TextMutations.Repeat("'a':1,", times) + "'b':2}",
        19 => "concat(" + TextMutations.Repeat("name,", times) + "name)",
        20 => "CASE n" + TextMutations.Repeat(" WHEN 1 THEN 2", times) + " END",
        21 => $"'{TextMutations.Repeat(dice.Pick("x", "''", "\uD83E\uDD16"), times)}'",
        22 => TextMutations.Repeat(dice.Pick("x", "9", "1.", "ä", "_"), times),

        // Each turn makes it longer by a factor.
        _ => Nested(dice.Pick("concat(name,name,", "replace(", "lpad(", "regexp_replace("), "name", dice.Pick(")", ",'','xxxx')", ",100000,'ab')", ",'(.)','$1$1$1')"), Math.Min(times, 60)),
    };

    private static string Nested(string open, string core, string close, int times) =>
        TextMutations.Repeat(open, times) + core + TextMutations.Repeat(close, times);
}
