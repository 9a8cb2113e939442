namespace Muster.Fleet.Configuration;

/// <summary>Guesses what somebody meant to type.</summary>
internal static class NearestName
{
    /// <summary>The one of <paramref name="known"/> that differs least from <paramref name="given"/>; none when all differ much.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        var most = Math.Max(1, given.Length / 3);
        return known
            .Select(name => (Name: name, Distance: Distance(given, name)))
            .Where(n => n.Distance <= most)
            .OrderBy(n => n.Distance)
            .FirstOrDefault().Name;
    }

    /// <summary>
    /// How many characters are to be put in, left out, changed or swapped with their neighbour (Damerau and Levenshtein), whatever
    /// their case.
    /// </summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > a.Length)
        {
            return int.MaxValue;
        }

        int[] before = [];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[^1];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
