using System.Globalization;
using System.Text;

namespace Muster.Bench.Fuzz.Generation;

/// <content>Literals, paths and calls.</content>
internal sealed partial class Expressions
{
    private static readonly string[] Encodings = ["base64", "BASE64", "base32", "", "hex", "proto"];
    private static readonly string[] Types = ["Int", "Integer", "Decimal", "String", "Boolean", "Bool", "Undefined", "Null", "Array", "Object", "bytes", "x"];
    private static readonly string[] Properties = ["content_type", "format_indicator", "response_topic", "correlation_data", "payload_format", ""];

    private void Leaf(Want want)
    {
        if (dice.Percent(3))
        {
            text.Append(dice.Pick("null", "undefined", "*", "NULL", "Undefined", "@v", "${n}"));
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
        Want.Number => dice.Percent(97) ? dice.Pick(Words.Numbers) : dice.Pick(Words.OddNumbers),
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

        path.Append(Identifier(dice.Percent(95) ? Words.Field(dice, want) : dice.Pick(Words.OddFields)));
        return path.Append(dice.Percent(2) ? dice.Pick(".*", "[0]", "[*]", ".", "..a", ".0") : "").ToString();
    }

    private string Identifier(string name) => dice.Next(10) switch
    {
        0 => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        1 => $"`{name}`",
        _ => name,
    };

    private string Quoted(string content) => dice.Next(12) switch
    {
        0 => $"\"{content}\"",
        1 => $"'{content}'",
        _ => $"'{content.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private void Call(Want want, int depth)
    {
        var name = Signatures.Name(dice, want);
        text.Append(dice.Percent(90) ? name : dice.Pick(name.ToUpperInvariant(), name.ToLowerInvariant(), name + "x")).Append(dice.Percent(3) ? " (" : "(");
        if (name.Equals("cast", StringComparison.OrdinalIgnoreCase) && dice.Percent(80))
        {
            Write(Want.Any, depth - 1);
            text.Append(' ').Append(Word("AS")).Append(' ').Append(dice.Pick(Types));
        }
        else if (dice.Percent(88) && Signatures.Pick(dice, name) is { } kinds)
        {
            Arguments(kinds, depth - 1);
        }
        else
        {
            Arguments(new string('x', dice.Percent(90) ? dice.Few(4) : dice.Next(300)), depth - 1);
        }

        text.Append(dice.Percent(1) ? "" : ")");
    }

    private void Arguments(string kinds, int depth)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            text.Append(i == 0 ? "" : "," + Space());
            Argument(dice.Percent(95) ? kinds[i] : dice.Pick(['n', 's', 'x', 'a', 'o', 'b', 'r', '*']), depth);
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
                text.Append(Quoted(dice.Percent(80) ? dice.Pick(Words.Patterns) : dice.Pick(Words.Patterns) + dice.Pick(Words.Patterns)));
                break;
            case 'e':
                text.Append(Quoted(dice.Percent(70) ? "base64" : dice.Pick(Encodings)));
                break;
            case 't':
                text.Append(dice.Pick(Types));
                break;
            case 'p':
                text.Append(Quoted(dice.Pick(Properties)));
                break;
            case 'd':
                text.Append(Quoted(dice.Pick(Words.TimePatterns)));
                break;
            case 'z':
                text.Append(Quoted(dice.Pick(Words.TimeZones)));
                break;
            case 'u':
                text.Append(Quoted(dice.Percent(90) ? "enrichArray" : dice.Pick(Words.Texts)));
                break;
            default:
                Write(Want.Any, depth);
                break;
        }
    }
}
