using System.Text;
using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Makes values of IoT SQL for calls past the parser: also those that no literal and few messages bring.</summary>
internal static class Values
{
    private static readonly string[] Variants =
        ["base64", "BASE64", "hex", "enrichArray", "Int", "Decimal", "String", "Boolean", "Array", "Object", "content_type", "correlation_data", "UTC", "Europe/Berlin", "+01:00"];

    internal static SqlValue Make(Dice dice, Want want, int depth) => want switch
    {
        Want.Any => dice.Percent(12) ? dice.Pick(SqlValue.Undefined, SqlValue.Null) : Make(dice, (Want)dice.Between((int)Want.Number, (int)Want.Bytes), depth),
        Want.Number => Number(dice),
        Want.Text => SqlValue.From(Text(dice)),
        Want.Boolean => SqlValue.From(dice.Percent(50)),
        Want.Array when depth > 0 => Array(dice, depth),
        Want.Object when depth > 0 => Object(dice, depth),
        _ => SqlValue.FromBytes(Payloads.Make(dice)),
    };

    /// <summary>An argument of a signature's kind, see <see cref="Signatures"/>.</summary>
    internal static SqlValue Argument(Dice dice, char kind) => dice.Percent(10) ? Make(dice, Want.Any, 3) : kind switch
    {
        'n' => Number(dice),
        'i' or 'l' => dice.Percent(80) ? SqlValue.From((long)dice.Between(-3, 40)) : Number(dice),
        's' => SqlValue.From(Text(dice)),
        'b' => Make(dice, Want.Boolean, 0),
        'a' => Array(dice, 3),
        'o' => Object(dice, 3),
        'r' => SqlValue.From(dice.Pick(Words.Patterns) + (dice.Percent(20) ? dice.Pick(Words.Patterns) : "")),
        'd' => SqlValue.From(dice.Pick(Words.TimePatterns) + (dice.Percent(20) ? dice.Pick(Words.TimePatterns) : "")),
        'e' or 't' or 'p' or 'z' or 'u' => SqlValue.From(dice.Percent(90) ? dice.Pick(Variants) : dice.Pick(Words.TimeZones)),
        '*' => SqlValue.FromBytes(Payloads.Make(dice)),
        _ => Make(dice, Want.Any, 3),
    };

    private static SqlValue Number(Dice dice) => dice.Next(4) switch
    {
        0 => SqlValue.From((long)dice.Bits() >> dice.Next(64)),
        1 => SqlValue.From(BitConverter.UInt64BitsToDouble(dice.Bits())),
        _ when SqlNumber.TryParse(Encoding.UTF8.GetBytes(dice.Pick(Words.Numbers)), out var number) => dice.Percent(80) ? SqlValue.From(number) : SqlValue.FromDecimal(number),
        _ => SqlValue.From(0),
    };

    private static string Text(Dice dice) => dice.Next(200) switch
    {
        0 => TextMutations.Repeat(dice.Pick(Words.Texts), dice.Next(3_000)),
        1 => TextMutations.Repeat("a", dice.Next(300_000)),
        < 20 => dice.Pick(Words.Texts) + dice.Pick(Words.OddCharacters) + dice.Pick(Words.Texts),
        < 40 => dice.Pick(Words.Numbers),
        < 50 => Encoding.Latin1.GetString(Payloads.Make(dice)),
        _ => dice.Pick(Words.Texts),
    };

    private static SqlValue Array(Dice dice, int depth)
    {
        var items = new SqlValue[dice.Percent(99) ? dice.Few(7) : dice.Next(5_000)];
        var want = dice.Percent(50) ? dice.Pick(Want.Number, Want.Text, Want.Object) : Want.Any;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Make(dice, want, items.Length > 100 ? 0 : depth - 1);
        }

        return SqlValue.FromArray(items);
    }

    private static SqlValue Object(Dice dice, int depth)
    {
        var members = new OrderedDictionary<string, SqlValue>(StringComparer.Ordinal);
        for (var i = dice.Few(6); i > 0; i--)
        {
            members[dice.Percent(90) ? Words.Field(dice, Want.Any) : Text(dice)] = Make(dice, Want.Any, depth - 1);
        }

        return SqlValue.FromObject(members);
    }
}
