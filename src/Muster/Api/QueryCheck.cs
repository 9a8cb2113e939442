using System.Globalization;

namespace Muster.Api;

/// <summary>Says what is wrong with a query before it is bound, which would say nothing.</summary>
internal static class QueryCheck
{
    private static readonly Dictionary<string, (Func<string, bool> IsRight, string Rule)> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["limit"] = (text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), "a whole number"),
        ["open"] = (IsBoolean, "true or false"),
        ["givenUp"] = (IsBoolean, "true or false"),
        ["placedBefore"] = (IsTime, "a time with its offset (RFC 3339), such as 2026-01-31T12:00:00Z"),
        ["placedAfter"] = (IsTime, "a time with its offset (RFC 3339), such as 2026-01-31T12:00:00Z"),
    };

    /// <summary>In a history, pages go by numbers.</summary>
    private static readonly (Func<string, bool> IsRight, string Rule) HistoryBefore =
        (text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), "a whole number");

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            foreach (var (name, values) in context.Request.Query)
            {
                var isHistory = context.Request.Path.Value!.EndsWith("/history", StringComparison.OrdinalIgnoreCase);
                var known = isHistory && string.Equals(name, "before", StringComparison.OrdinalIgnoreCase) ? HistoryBefore : Parameters.GetValueOrDefault(name);
                if (known.IsRight is not null && values.FirstOrDefault(v => !string.IsNullOrEmpty(v) && !known.IsRight(v)) is { } wrong)
                {
                    return Problems.BadRequest($"\"{name}\" in the query is \"{wrong}\"; it must be {known.Rule}").ExecuteAsync(context);
                }
            }
        }

        return next(context);
    }

    private static bool IsBoolean(string text) => bool.TryParse(text, out _);

    private static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);
}
