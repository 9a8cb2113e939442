using System.Globalization;
using System.Text;
using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Writes expressions of IoT SQL from its grammar (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html).</summary>
/// <param name="dice">Decides.</param>
/// <param name="text">Takes the text.</param>
/// <param name="nodes">How many parts the expressions may have together.</param>
/// <param name="version">The dialect that they are mostly of.</param>
internal sealed partial class Expressions(Dice dice, StringBuilder text, int nodes, SqlVersion version)
{
    private static readonly string[] ElementNames = ["it", "a", "items", "v"];
    private static readonly string[] VariableNames = ["limit", "t", "all"];

    private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">="];
    private static readonly string[] Arithmetic = ["+", "-", "*", "/", "%"];

    private int _left = nodes;

    /// <summary>How many variables SET has defined.</summary>
    internal int Variables { get; private set; }

    /// <summary>Writes a SET clause.</summary>
    internal void Set(int depth)
    {
        for (var count = dice.Between(1, VariableNames.Length); Variables < count; Variables++)
        {
            text.Append(Variables == 0 ? $"{Word("SET")} @" : ", @").Append(VariableNames[Variables]).Append(Space()).Append('=').Append(Space());
            Write(Want.Any, depth);
        }

        text.Append(' ');
    }

    /// <summary>Writes one expression that is at most so deep.</summary>
    internal void Write(Want want, int depth)
    {
        if (want == Want.Any)
        {
            want = dice.Pick(Want.Number, Want.Number, Want.Text, Want.Text, Want.Boolean, Want.Array, Want.Object);
        }
        else if (dice.Percent(4))
        {
            // What takes numbers gets something else now and then.
            want = dice.Pick(Want.Number, Want.Text, Want.Boolean, Want.Array, Want.Object, Want.Bytes);
        }

        if (depth <= 0 || --_left <= 0)
        {
            Leaf(want);
            return;
        }

        switch (dice.Next(20))
        {
            case < 5:
                Leaf(want);
                break;
            case < 10:
                Call(want, depth);
                break;
            case 10:
                Case(want, depth);
                break;
            case 11:
                Group(want, depth);
                break;
            case 12:
                Step(want, depth);
                break;
            default:
                Compound(want, depth);
                break;
        }
    }

    private void Compound(Want want, int depth)
    {
        switch (want)
        {
            case Want.Number when dice.Percent(15):
                text.Append(dice.Pick("-", "- ", "-(", dice.Percent(10) ? dice.Pick("+", "--") : "-", "- -"));
                var isOpen = text[^1] == '(';
                Write(want, depth - 1);
                text.Append(isOpen ? ")" : "");
                break;
            case Want.Number:
                Binary(Want.Number, dice.Pick(Arithmetic), Want.Number, depth);
                break;
            case Want.Text or Want.Bytes:
                Binary(Want.Text, "+", dice.Pick(Want.Text, Want.Number, Want.Boolean), depth);
                break;
            case Want.Boolean:
                Condition(depth);
                break;
            case Want.Array or Want.Object when version == SqlVersion.V20151008 && dice.Percent(97):
                Leaf(want);
                break;
            case Want.Array:
                ArrayOrQuery(depth);
                break;
            default:
                Object(depth);
                break;
        }
    }

    private void Condition(int depth)
    {
        switch (dice.Next(8))
        {
            case 0:
                text.Append(Word("NOT")).Append(' ');
                Write(Want.Boolean, depth - 1);
                break;
            case 1 or 2:
                Binary(Want.Boolean, $" {Word(dice.Pick("AND", "OR"))} ", Want.Boolean, depth);
                break;
            case 3:
                Binary(Want.Any, $" {Word(dice.Percent(2) ? "NOT IN" : "IN")} ", Want.Array, depth);
                break;
            case 4 when version == SqlVersion.V20160323 || dice.Percent(5):
                text.Append(Word("EXISTS")).Append(' ');
                Query(depth);
                break;
            default:
                var side = dice.Pick(Want.Number, Want.Number, Want.Text, Want.Any);
                Binary(side, dice.Pick(Comparisons), side, depth);
                break;
        }
    }

    private void Binary(Want left, string operation, Want right, int depth)
    {
        Write(left, depth - 1);
        text.Append(Space()).Append(operation).Append(Space());
        Write(right, depth - 1);
    }

    private void Group(Want want, int depth)
    {
        text.Append('(').Append(Space());
        Write(want, depth - 1);
        text.Append(Space()).Append(')');
    }

    /// <summary>A member of what another expression gives.</summary>
    private void Step(Want want, int depth)
    {
        var isGrouped = dice.Percent(30);
        text.Append(isGrouped ? "(" : "");
        Write(Want.Object, depth - 1);
        text.Append(isGrouped ? ")" : "").Append('.').Append(Identifier(Words.Field(dice, want)));
    }

    private void Case(Want want, int depth)
    {
        text.Append(Word("CASE")).Append(' ');
        var test = dice.Pick(Want.Number, Want.Text, Want.Boolean);
        if (dice.Percent(98))
        {
            Write(test, depth - 1);
        }

        for (var i = dice.Percent(1) ? 0 : 1 + dice.Few(4); i > 0; i--)
        {
            text.Append(' ').Append(Word("WHEN")).Append(' ');
            Write(test, depth - 2);
            text.Append(' ').Append(Word("THEN")).Append(' ');
            Write(want, depth - 2);
        }

        if (dice.Percent(70))
        {
            text.Append(' ').Append(Word("ELSE")).Append(' ');
            Write(want, depth - 2);
        }

        text.Append(' ').Append(Word(dice.Percent(1) ? "" : "END"));
    }

    private void ArrayOrQuery(int depth)
    {
        if (dice.Percent(50))
        {
            Query(depth);
            return;
        }

        text.Append('[');
        for (var i = dice.Few(6); i > 0; i--)
        {
            Write(Want.Any, depth - 1);
            text.Append(i > 1 ? "," + Space() : "");
        }

        text.Append(']');
    }

    private void Object(int depth)
    {
        text.Append('{');
        for (var i = dice.Few(5); i > 0; i--)
        {
            text.Append(Quoted(Words.Field(dice, Want.Any))).Append(Space()).Append(':').Append(Space());
            Write(Want.Any, depth - 1);
            text.Append(i > 1 ? "," + Space() : "");
        }

        text.Append('}');
    }

    /// <summary>A query over an array, in its parentheses.</summary>
    private void Query(int depth)
    {
        text.Append('(').Append(Word("SELECT")).Append(' ');
        SelectList(depth - 1, dice.Percent(40));
        text.Append(' ').Append(Word("FROM")).Append(' ');
        if (dice.Percent(75))
        {
            text.Append(Path(Want.Array));
        }
        else
        {
            Write(Want.Array, depth - 1);
        }

        if (dice.Percent(15))
        {
            text.Append(' ').Append(Word("AS")).Append(' ').Append(dice.Pick(ElementNames));
        }

        Where(depth - 1, 60);
        text.Append(')');
    }

    /// <summary>Writes what stands between SELECT and FROM.</summary>
    internal void SelectList(int depth, bool isValue)
    {
        if (isValue)
        {
            text.Append(Word("VALUE")).Append(' ');
        }

        for (var i = isValue && dice.Percent(97) ? 1 : 1 + dice.Few(5); i > 0; i--)
        {
            var start = text.Length;
            if (dice.Percent(20))
            {
                text.Append('*');
            }
            else
            {
                Write(Want.Any, depth);
            }

            // What is no path has no name of its own.
            var isPath = text.ToString(start, text.Length - start).All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '*');
            if (dice.Percent(isValue ? 2 : isPath ? 60 : 98))
            {
                text.Append(' ').Append(Word(dice.Percent(99) ? "AS" : "")).Append(' ').Append(Alias());
            }

            text.Append(i > 1 ? "," + Space() : "");
        }
    }

    /// <summary>Writes a WHERE, so many times of a hundred.</summary>
    internal void Where(int depth, int share)
    {
        if (dice.Percent(share))
        {
            text.Append(' ').Append(Word("WHERE")).Append(' ');
            Write(Want.Boolean, depth);
        }
    }

    private string Alias() => dice.Next(20) switch
    {
        < 12 => dice.Pick("p", "q", "r", "topicRobot", "receivedAt"),
        < 16 => Identifier(Words.Field(dice, Want.Any)),
        < 18 => $"{Words.Field(dice, Want.Object)}.{Words.Field(dice, Want.Any)}",
        _ when dice.Percent(70) => dice.Pick("end", "value", "null", "count", "_x1"),
        18 => Identifier(dice.Pick(Words.OddFields)),
        _ => dice.Pick("*", "'quoted'", "1", "get(a,0)", "", "SELECT"),
    };

    private string Word(string keyword) => dice.Next(10) switch
    {
        < 8 => keyword,
        8 => keyword.ToLowerInvariant(),
        _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(keyword.ToLowerInvariant()),
    };

    private string Space() => dice.Next(12) switch
    {
        < 7 => " ",
        < 10 => "",
        10 => "\n",
        _ => dice.Pick("  ", "\t", "\r\n", " \n "),
    };
}
