using System.Text;

namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// Functions on text. Arguments that are no Strings are converted by the standard conversions, which Null and Undefined do not
/// survive. Characters are counted as Java does, in UTF-16 units.
/// </summary>
internal static class TextFunctions
{
    private const int MaxPadding = 1000;

    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("chr", 1, 1, Chr),
        Test("endswith", (text, end) => text.EndsWith(end, StringComparison.Ordinal)),
        Test("startswith", (text, start) => text.StartsWith(start, StringComparison.Ordinal)),
        new("indexof", 2, 2, IndexOf) { Since = SqlVersion.V20160323 },
        new("length", 1, 1, (a, in _) => a[0].AsText() is { } text ? SqlValue.From(text.Length) : SqlValue.Undefined) { Since = SqlVersion.V20160323 },
        new("numbytes", 1, 1, (a, in _) => a[0].AsText() is { } text ? SqlValue.From(Encoding.UTF8.GetByteCount(text)) : SqlValue.Undefined) { Since = SqlVersion.V20160323 },
        Map("lower", text => text.ToLowerInvariant()),
        Map("upper", text => text.ToUpperInvariant()),
        Map("ltrim", text => text.TrimStart(' ', '\t')),
        Map("rtrim", text => text.TrimEnd(' ', '\t')),
        Map("trim", Trim),
        Pad("lpad", (text, spaces) => spaces + text),
        Pad("rpad", (text, spaces) => text + spaces),
        new("replace", 3, 3, Replace),
        new("substring", 2, 3, Substring),
    ];

    private static SqlFunction Map(string name, Func<string, string> function) =>
        new(name, 1, 1, (arguments, in _) => arguments[0].AsText() is { } text ? SqlResult.Text(function(text)) : SqlValue.Undefined);

    private static SqlFunction Test(string name, Func<string, string, bool> function) => new(
        name,
        2,
        2,
        (arguments, in _) => arguments[0].AsText() is { } text && arguments[1].AsText() is { } part ? SqlValue.From(function(text, part)) : SqlValue.Undefined);

    private static SqlFunction Pad(string name, Func<string, string, string> function) => new(
        name,
        2,
        2,
        (arguments, in _) => arguments[0].AsText() is { } text && arguments[1].AsNumber() is { } count
            ? SqlResult.Text(function(text, new string(' ', (int)NumberFunctions.Clamp(count.Floor(), 0, MaxPadding))))
            : SqlValue.Undefined);

    /// <summary>An ASCII character: 0 to 127.</summary>
    private static SqlValue Chr(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].AsNumber()?.Floor() is { } number && number.TryToInt64(out var code) && code is >= 0 and <= 127
            ? SqlValue.From(((char)code).ToString())
            : SqlValue.Undefined;

    /// <summary>Counted from 0; -1 when it is not there, as Java has it.</summary>
    private static SqlValue IndexOf(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].AsText() is { } text && arguments[1].AsText() is { } part
            ? SqlValue.From((long)text.IndexOf(part, StringComparison.Ordinal))
            : SqlValue.Undefined;

    /// <summary>Leaves all up to the space away, control characters too, as Java's trim does.</summary>
    private static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        return text[start..end];
    }

    private static SqlValue Replace(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments[0].AsText() is not { } text || arguments[1].AsText() is not { } old || arguments[2].AsText() is not { } replacement)
        {
            return SqlValue.Undefined;
        }

        // The length is counted before the text is made. Nothing is found before every character and at the end, as in Java.
        var times = old.Length == 0 ? text.Length + 1 : Count(text, old);
        var length = text.Length + ((long)times * (replacement.Length - old.Length));
        if (times == 0 || length > SqlResult.MaxLength)
        {
            return times == 0 ? SqlValue.From(text) : SqlValue.Undefined;
        }

        return SqlResult.Text(old.Length > 0 ? text.Replace(old, replacement, StringComparison.Ordinal) : Between(text, replacement));
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static string Between(string text, string part)
    {
        var result = new StringBuilder(part);
        foreach (var character in text)
        {
            result.Append(character).Append(part);
        }

        return result.ToString();
    }

    /// <summary>Counted from 0, to before the third argument; indices that are no Ints are rounded down, those out of bounds moved to them.</summary>
    private static SqlValue Substring(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments[0].AsText() is not { } text || arguments[1].AsNumber() is not { } from)
        {
            return SqlValue.Undefined;
        }

        var start = (int)NumberFunctions.Clamp(from.Floor(), 0, text.Length);
        var end = text.Length;
        if (arguments.Length == 3)
        {
            if (arguments[2].AsNumber() is not { } to)
            {
                return SqlValue.Undefined;
            }

            end = (int)NumberFunctions.Clamp(to.Floor(), 0, text.Length);
        }

        return SqlResult.Text(start < end ? text[start..end] : "");
    }
}
