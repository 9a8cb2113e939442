using System.Text;
using Muster.Fleet.Rules.Evaluation;

namespace Muster.Fleet.Rules.Functions;

/// <summary>Functions on arrays and objects.</summary>
internal static class CollectionFunctions
{
    private const string EnrichArray = "enrichArray";

    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("concat", 0, 1000, Concat),
        new("get", 2, 2, Get) { Weight = 0 },
        new("transform", 3, 3, Transform) { Since = SqlVersion.V20160323, CheckLiterals = CheckTransform },
    ];

    /// <summary>
    /// One argument is returned as it is. With an array among them they become one array, with a String one String; else, and of
    /// nothing, Undefined.
    /// </summary>
    private static SqlValue Concat(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments.Length < 2)
        {
            return arguments.IsEmpty ? SqlValue.Undefined : arguments[0];
        }

        var (hasArray, hasText) = (false, false);
        foreach (var argument in arguments)
        {
            hasArray |= argument.Kind == SqlKind.Array;
            hasText |= argument.Kind == SqlKind.String;
        }

        return hasArray ? ConcatArrays(arguments) : hasText ? ConcatTexts(arguments) : SqlValue.Undefined;
    }

    private static SqlValue ConcatArrays(ReadOnlySpan<SqlValue> arguments)
    {
        var all = new List<SqlValue>();
        foreach (var argument in arguments)
        {
            if (argument.TryGetArray(out var items))
            {
                all.AddRange(items);
            }
            else
            {
                all.Add(argument);
            }

            if (all.Count > SqlResult.MaxLength)
            {
                return SqlValue.Undefined;
            }
        }

        return SqlValue.FromArray(all);
    }

    private static SqlValue ConcatTexts(ReadOnlySpan<SqlValue> arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (argument.AsText() is not { } part || text.Length + part.Length > SqlResult.MaxLength)
            {
                return SqlValue.Undefined;
            }

            text.Append(part);
        }

        return SqlResult.Text(text.ToString());
    }

    /// <summary>An item of an array, a character of a String, both counted from 0; a member of an object.</summary>
    private static SqlValue Get(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        var (from, key) = (arguments[0], arguments[1]);
        if (from.Kind == SqlKind.Object)
        {
            return key.TryGetString(out var name) ? from.Member(name) : SqlValue.Undefined;
        }

        if (key.AsInt64() is not { } index)
        {
            return SqlValue.Undefined;
        }

        return from.TryGetString(out var text)
            ? index >= 0 && index < text.Length ? SqlResult.Text(text[(int)index].ToString()) : SqlValue.Undefined
            : from.Item(index);
    }

    /// <summary>Each object of an array with the attributes of another; where both have one, that of the other counts.</summary>
    private static SqlValue Transform(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (!arguments[0].TryGetString(out var mode) || mode != EnrichArray
            || !arguments[1].TryGetObject(out var attributes) || !arguments[2].TryGetArray(out var items))
        {
            return SqlValue.Undefined;
        }

        // The reference limits the result to 128 KiB. It is reckoned before it is made: a small message could ask for a huge one.
        if (!JsonSize.Fits(arguments[1], SqlResult.MaxLength, out var each) || !JsonSize.Fits(arguments[2], SqlResult.MaxLength, out var all)
            || ((long)items.Count * each) + all > SqlResult.MaxLength)
        {
            return SqlValue.Undefined;
        }

        var enriched = new SqlValue[items.Count];
        for (var i = 0; i < enriched.Length; i++)
        {
            if (!items[i].TryGetObject(out var item))
            {
                return SqlValue.Undefined;
            }

            var members = new OrderedDictionary<string, SqlValue>(item, StringComparer.Ordinal);
            foreach (var (name, value) in attributes)
            {
                members[name] = value;
            }

            enriched[i] = SqlValue.FromObject(members);
        }

        return SqlValue.FromArray(enriched);
    }

    private static SqlArgumentMistake? CheckTransform(IReadOnlyList<SqlValue?> arguments, SqlVersion version) =>
        arguments[0] is { } mode && !(mode.TryGetString(out var name) && name == EnrichArray)
            ? new SqlArgumentMistake(0, $"there is no transformation {mode}; known is '{EnrichArray}'")
            : null;
}
