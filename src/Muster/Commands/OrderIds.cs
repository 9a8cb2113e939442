using System.CommandLine;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>The ids of orders, which people may shorten to a beginning or an ending that only one has.</summary>
internal static class OrderIds
{
    private const int Shortest = 4;
    private const int ShownLength = 8;
    private const int Searched = 1000;

    /// <summary>The ID argument.</summary>
    public static Argument<string> CreateArgument()
    {
        var argument = new Argument<string>("ID") { Description = "The order's id, or a beginning or ending of it that no other of the newest 1000 has" };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (text.Length < Shortest || !text.All(c => char.IsAsciiHexDigit(c) || c == '-')))
            {
                result.AddError($"ID is \"{text}\"; an order's id has digits, the letters a to f, and '-': give {Shortest} or more of them");
            }
        });
        return argument;
    }

    /// <summary>The whole id for <paramref name="text"/>.</summary>
    /// <exception cref="CommandException">None of the newest orders has such an id, or more than one has.</exception>
    public static async Task<string> ResolveAsync(FleetApi api, string text, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(text, "D", out _))
        {
            return text.ToLowerInvariant();
        }

        // Those still open count too, however old: they are the ones that an operator has to do with.
        var newest = await api.ListAsync("api/orders", [], "before", Searched, cancellationToken);
        var open = newest.Next is null
            ? newest
            : await api.ListAsync("api/orders", [("state", OrderList.OpenStates)], "before", Searched, cancellationToken);
        var matches = newest.Items!.Concat(open.Items!).Select(IdOf).Where(id => Matches(id, text)).Distinct().ToList();
        return matches switch
        {
            [var one] => one,
            [] => throw new CommandException(ExitCode.Failed, $"none of the newest {Searched} orders has an id that begins or ends with \"{text}\"; an older one needs its whole id"),
            _ => throw new CommandException(ExitCode.Failed, $"\"{text}\" stands for {matches.Count} orders: {string.Join(", ", matches.Take(5))}{(matches.Count > 5 ? ", …" : "")}; give more of the id"),
        };
    }

    /// <summary>Endings of <paramref name="ids"/>, all of one length, short and different from each other. (Beginnings are times, and alike.)</summary>
    public static Func<string, string> Shorten(IReadOnlyCollection<string> ids)
    {
        var longest = ids.Count == 0 ? 0 : ids.Max(id => id.Length);
        var length = ShownLength;
        while (length < longest && ids.Select(id => End(id, length)).Distinct().Count() < ids.Count)
        {
            length++;
        }

        return id => End(id, length);
    }

    private static string End(string id, int length) => id.Length <= length ? id : id[^length..];

    private static bool Matches(string id, string text) =>
        id.StartsWith(text, StringComparison.OrdinalIgnoreCase) || id.EndsWith(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The end of an order's id, which mostly is enough to tell it; ids of other forms stay as they are.</summary>
    public static string? Short(string? id) => id is { Length: 36 } ? id[^8..] : id;

    private static string IdOf(JsonElement order) => order.GetProperty("id").GetString()!;
}
