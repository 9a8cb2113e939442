using System.Globalization;
using System.Text;
using Muster.Fleet.Rules.Functions;

namespace Muster.Bench.Fuzz.Generation;

/// <content>Literals, paths and calls.</content>
internal sealed partial class Expressions
{
    private static readonly string[] Encodings = ["base64", "BASE64", "base32", "", "hex", "proto"];
    private static readonly string[] Types = ["Int", "Decimal", "String", "Boolean", "Array", "Object", "Null", "int", "DECIMAL"];
    private static readonly string[] OddTypes = ["Integer", "Bool", "Undefined", "bytes", "x", "1", "'Int'", "*"];
    private static readonly string[] Properties = ["content_type", "format_indicator", "response_topic", "correlation_data"];
    private static readonly string[] OddProperties = ["payload_format", "", "user_properties", "topic"];

    /// <summary>What is right, or seldom what is not.</summary>
    private string Rather(string[] right, string[] odd) => dice.Percent(95) ? dice.Pick(right) : dice.Pick(odd);

    private void Leaf(Want want)
    {
        if (dice.Percent(4))
        {
            text.Append(dice.Pick("null", "NULL", "null", "undefined", dice.Percent(20) ? dice.Pick("*", "${n}", "*.n") : "null"));
        }
        else if (Variables > 0 && dice.Percent(15))
        {
            text.Append('@').Append(VariableNames[dice.Next(Variables)]);
        }
        else if (want is Want.Array or Want.Object or Want.Bytes || dice.Percent(50))
        {
            text.Append(Path(want));
        }
        else
        {
            text.Append(Literal(want));
        }
    }

    private string Literal(Want want) => want switch
    {
        Want.Number => dice.Percent(98) ? dice.Pick(Words.Numbers) : dice.Pick(dice.Pick(Words.OddNumbers, Words.HugeNumbers)),
        Want.Boolean => Word(dice.Pick("true", "false")),
        _ => Quoted(dice.Pick(Words.Texts)),
    };

    private string Path(Want want)
    {
        var path = new StringBuilder();
        for (var i = dice.Few(4); i > 0; i--)
        {
            path.Append(Words.Field(dice, Want.Object)).Append('.');
        }

        path.Append(Identifier(dice.Percent(99) ? Words.Field(dice, want) : dice.Pick(Words.OddFields)));
        return path.Append(dice.Percent(1) ? dice.Pick(".*", "[0]", "[*]", ".", "..a", ".0") : "").ToString();
    }

    private string Identifier(string name) => dice.Next(150) switch
    {
        0 => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        1 => $"`{name}`",
        _ => name,
    };

    private string Quoted(string content) => dice.Next(12) switch
    {
        0 => $"\"{content.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        1 when dice.Percent(5) => $"'{content}'",
        _ => $"'{content.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private void Call(Want want, int depth)
    {
        var name = Signatures.Name(dice, want);
        text.Append(dice.Percent(90) ? name : dice.Pick(name.ToUpperInvariant(), name.ToLowerInvariant(), name.ToLowerInvariant(), dice.Percent(10) ? name + "x" : name)).Append(dice.Percent(3) ? " (" : "(");
        if (name.Equals("cast", StringComparison.OrdinalIgnoreCase) && dice.Percent(80))
        {
            Write(Want.Any, depth - 1);
            text.Append(' ').Append(Word("AS")).Append(' ').Append(Rather(Types, OddTypes));
        }
        else if (dice.Percent(88) && Signatures.Pick(dice, name) is { } kinds)
        {
            Arguments(kinds, depth - 1);
        }
        else
        {
            var function = SqlFunctions.Find(name);
            var (least, most) = dice.Percent(95) && function is not null ? (function.MinArguments, Math.Min(function.MaxArguments, function.MinArguments + 4)) : (0, dice.Percent(90) ? 5 : 300);
            Arguments(new string('x', dice.Between(least, most)), depth - 1);
        }

        text.Append(dice.Next(400) == 0 ? "" : ")");
    }

    private void Arguments(string kinds, int depth)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            text.Append(i == 0 ? "" : "," + Space());
            Argument(dice.Percent(97) ? kinds[i] : dice.Pick(['n', 's', 'x', 'a', 'o', 'b', 'r', '*']), depth);
        }
    }

    private void Argument(char kind, int depth)
    {
        // Most arguments that choose a variant are literals, as they are checked at load; some are what the message says.
        if (dice.Percent(8))
        {
            Write(Want.Any, depth);
            return;
        }

        switch (kind)
        {
            case 'n':
                Write(Want.Number, depth);
                break;
            case 'i':
                text.Append(dice.Percent(90) ? dice.Between(-3, 40).ToString(CultureInfo.InvariantCulture) : dice.Pick(Words.Numbers));
                break;
            case 'l':
                text.Append(dice.Percent(95) ? dice.Between(1, 7).ToString(CultureInfo.InvariantCulture) : dice.Pick(Words.Numbers));
                break;
            case 's':
                Write(Want.Text, depth);
                break;
            case 'b':
                Write(Want.Boolean, depth);
                break;
            case 'a':
                Write(Want.Array, depth);
                break;
            case 'o':
                Write(Want.Object, depth);
                break;
            case '*':
                text.Append('*');
                break;
            case 'r':
                text.Append(Quoted(Rather(Words.Patterns, Words.OddPatterns) + (dice.Percent(20) ? dice.Pick(Words.Patterns) : "")));
                break;
            case 'e':
                text.Append(Quoted(Rather(["base64"], Encodings)));
                break;
            case 't':
                text.Append(Rather(Types, OddTypes));
                break;
            case 'p':
                text.Append(Quoted(Rather(Properties, OddProperties)));
                break;
            case 'd':
                text.Append(Quoted(Rather(Words.TimePatterns, Words.OddTimePatterns)));
                break;
            case 'z':
                text.Append(Quoted(Rather(Words.TimeZones, Words.OddTimeZones)));
                break;
            case 'u':
                text.Append(Quoted(Rather(["enrichArray"], Words.Texts)));
                break;
            default:
                Write(Want.Any, depth);
                break;
        }
    }
}
