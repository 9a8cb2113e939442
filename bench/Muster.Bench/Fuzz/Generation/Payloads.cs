using System.Text;
using System.Text.Json;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Makes payloads: most are objects with the members that statements ask for, the rest is everything else that a broker passes on.</summary>
internal static class Payloads
{
    internal static byte[] Make(Dice dice) => dice.Next(100) switch
    {
        < 68 => Encoding.UTF8.GetBytes(Object(dice)),
        < 74 => Encoding.UTF8.GetBytes(Value(dice, dice.Next(4))),
        < 88 => Broken(dice, Encoding.UTF8.GetBytes(Object(dice))),
        < 94 => Binary(dice),
        < 96 => [],
        < 98 => Deep(dice),
        _ => Large(dice),
    };

    private static string Object(Dice dice)
    {
        var text = new StringBuilder();
        Object(dice, text, 1 + dice.Few(4));
        return text.ToString();
    }

    private static string Value(Dice dice, int depth)
    {
        var text = new StringBuilder();
        Value(dice, text, Any(dice), depth);
        return text.ToString();
    }

    private static void Object(Dice dice, StringBuilder text, int depth)
    {
        text.Append('{').Append(Space(dice));
        for (var i = depth <= 0 ? dice.Few(2) : dice.Next(12); i > 0; i--)
        {
            var want = Any(dice);
            var name = dice.Percent(95) ? Words.Field(dice, want) : dice.Pick(Words.OddFields);
            Text(dice, text, name);
            text.Append(Space(dice)).Append(':').Append(Space(dice));
            Value(dice, text, dice.Percent(85) ? want : Any(dice), depth - 1);
            text.Append(i > 1 ? "," : "").Append(Space(dice));
        }

        text.Append('}');
    }

    private static void Value(Dice dice, StringBuilder text, Want want, int depth)
    {
        switch (want)
        {
            case Want.Number:
                text.Append(dice.Percent(60) ? dice.Next(101).ToString(System.Globalization.CultureInfo.InvariantCulture) : dice.Pick(dice.Percent(95) ? Words.Numbers : Words.HugeNumbers));
                break;
            case Want.Text:
                Text(dice, text, dice.Pick(Words.Texts));
                break;
            case Want.Boolean:
                text.Append(dice.Pick("true", "false"));
                break;
            case Want.Array when depth >= 0:
                Array(dice, text, depth);
                break;
            case Want.Object when depth >= 0:
                Object(dice, text, depth);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Array(Dice dice, StringBuilder text, int depth)
    {
        var same = Any(dice);
        text.Append('[');
        for (var i = dice.Few(7); i > 0; i--)
        {
            Value(dice, text, dice.Percent(80) ? same : Any(dice), depth - 1);
            text.Append(i > 1 ? "," : "").Append(Space(dice));
        }

        text.Append(']');
    }

    /// <summary>A JSON string, now and then with escapes that need not be, or that make no text.</summary>
    private static void Text(Dice dice, StringBuilder text, string content)
    {
        switch (dice.Next(30))
        {
            case 0:
                text.Append('"').Append(dice.Pick("\\ud800", "\\udc00\\ud800", "\\u0000", "\\/", "\\u00e4", "\\uD83E\\uDD16", "a\\u0062c", "\\ud83ex")).Append('"');
                break;
            case 1:
                text.Append('"').Append(TextMutations.Repeat(dice.Pick("a", "ä", "\\n", "\uD83E\uDD16"), dice.Next(200))).Append('"');
                break;
            default:
                text.Append('"').Append(JsonEncodedText.Encode(content)).Append('"');
                break;
        }
    }

    private static byte[] Broken(Dice dice, byte[] json)
    {
        List<byte> bytes = [.. json];
        for (var i = 1 + dice.Few(4); i > 0 && bytes.Count > 0; i--)
        {
            var at = dice.Next(bytes.Count);
            var length = Math.Min(bytes.Count - at, 1 + dice.Few(10));
            switch (dice.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes[at] = (byte)dice.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, dice.Pick<byte[]>([0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], "{}"u8.ToArray(), "NaN"u8.ToArray(), "//"u8.ToArray()));
                    break;
                default:
                    bytes.AddRange(bytes.GetRange(0, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Binary(Dice dice)
    {
        if (dice.Percent(40))
        {
            return Encoding.UTF8.GetBytes(dice.Pick(Words.Texts));
        }

        var bytes = new byte[dice.Next(64)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)dice.Next(256);
        }

        return bytes;
    }

    private static byte[] Deep(Dice dice)
    {
        var times = dice.Percent(60) ? dice.Next(150) : dice.Next(20_000);
        var (open, close) = dice.Pick(("[", "]"), ("{\"a\":", "}"), ("{\"items\":[", "]}"));
        return Encoding.UTF8.GetBytes("{\"n\":1,\"o\":" + TextMutations.Repeat(open, times) + "1" + TextMutations.Repeat(close, dice.Percent(90) ? times : 0) + "}");
    }

    private static byte[] Large(Dice dice)
    {
        var times = dice.Next(2_000);
        return Encoding.UTF8.GetBytes(dice.Next(5) switch
        {
            4 => "{\"text\":\"" + TextMutations.Repeat("a", times * 10) + "!\",\"items\":[" + TextMutations.Repeat("{\"text\":\"" + TextMutations.Repeat("a", times / 20) + "!\",\"items\":[1,2,3]},", Math.Min(times, 200)) + "7],\"list\":[" + TextMutations.Repeat("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\",", times) + "1]}",
            0 => "{\"n\":" + TextMutations.Repeat("9", times) + "}",
            1 => "{\"text\":\"" + TextMutations.Repeat("aé", times) + "\",\"name\":\"" + TextMutations.Repeat("a", times) + "\"}",
            2 => "{\"items\":[" + TextMutations.Repeat("{\"v\":1},", times) + "{\"v\":2}],\"e\":[" + TextMutations.Repeat("1,", times) + "2]}",
            _ => "{" + TextMutations.Repeat("\"n\":1,", times) + "\"n\":2}",
        });
    }

    private static Want Any(Dice dice) => dice.Pick(Want.Number, Want.Number, Want.Number, Want.Text, Want.Text, Want.Boolean, Want.Array, Want.Object, Want.Bytes);

    private static string Space(Dice dice) => dice.Percent(85) ? "" : dice.Pick(" ", "\n", "\t ", "\r\n");
}
