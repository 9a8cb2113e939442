using System.Text;
using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Writes statements: most as the grammar has them, the rest broken, endless or no SQL at all.</summary>
internal static class Statements
{
    internal static string Make(Dice dice, SqlVersion version) => dice.Next(100) switch
    {
        < 70 => Grammatical(dice, version),
        < 92 => Mutated(dice, version),
        < 98 => Garbage(dice),
        _ => Extremes.Statement(dice),
    };

    /// <summary>A statement with all clauses; most compile.</summary>
    internal static string Grammatical(Dice dice, SqlVersion version)
    {
        var text = new StringBuilder();
        var expressions = new Expressions(dice, text, nodes: dice.Percent(95) ? 25 : 400, version);
        var depth = dice.Few(5) + 1;
        if (dice.Percent(8))
        {
            expressions.Set(depth);
        }

        text.Append(dice.Percent(1) ? dice.Pick(" \n", "\uFEFF", ";") : "").Append(dice.Percent(90) ? "SELECT " : "select\t");
        if (dice.Percent(10))
        {
            text.Append('*');
        }
        else
        {
            expressions.SelectList(depth, dice.Percent(12));
        }

        if (dice.Percent(99))
        {
            text.Append(dice.Percent(90) ? " FROM " : "\nfrom ").Append('\'').Append(Topics.Filter(dice)).Append('\'');
        }

        expressions.Where(depth, 50);
        return text.Append(dice.Percent(1) ? dice.Pick(";", " ", "\0", " GROUP BY a", " FROM 'b'", "--") : "").ToString();
    }

    private static string Mutated(Dice dice, SqlVersion version)
    {
        var sql = Grammatical(dice, version);
        for (var i = 1 + dice.Few(5); i > 0; i--)
        {
            sql = dice.Percent(50) ? TextMutations.Characters(dice, sql) : TextMutations.Tokens(dice, sql);
        }

        return sql;
    }

    /// <summary>Tokens in any order, or characters.</summary>
    private static string Garbage(Dice dice)
    {
        var text = new StringBuilder();
        for (var i = dice.Next(40); i > 0; i--)
        {
            text.Append(dice.Next(8) switch
            {
                0 => ((char)dice.Next(0x10000)).ToString(),
                1 => ((char)dice.Between(32, 126)).ToString(),
                _ => TextMutations.Token(dice) + (dice.Percent(80) ? " " : ""),
            });
        }

        return text.ToString();
    }
}
