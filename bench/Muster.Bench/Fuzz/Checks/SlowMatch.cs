using System.Diagnostics;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>
/// The one thing that time decides: a regular expression is given up after 0.1 s, which a busy machine reaches where an idle one
/// does not. Two results may differ when one of them took so long with such a function.
/// </summary>
internal static class SlowMatch
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether the difference of what was made since <paramref name="start"/> of <paramref name="sql"/> says nothing.</summary>
    internal static bool Excuses(string sql, long start) =>
        Stopwatch.GetElapsedTime(start) > Slow && sql.Contains("regexp_", StringComparison.OrdinalIgnoreCase);
}
