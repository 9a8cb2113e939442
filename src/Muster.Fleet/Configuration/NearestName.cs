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

    /// <summary>How many characters are to be put in, left out or changed (Levenshtein), whatever their case.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > a.Length)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
