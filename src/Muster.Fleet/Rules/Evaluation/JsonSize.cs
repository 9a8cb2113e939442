using System.Text;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>How large a value is as JSON, without writing it.</summary>
internal static class JsonSize
{
    /// <summary>Whether a value has at most <paramref name="most"/> bytes as JSON; escapes are not counted.</summary>
    /// <param name="value">The value.</param>
    /// <param name="most">The most.</param>
    /// <param name="bytes">How many it has; 0 when it has more.</param>
    public static bool Fits(SqlValue value, int most, out int bytes)
    {
        var left = most;
        var fits = Take(value, ref left);
        bytes = fits ? most - left : 0;
        return fits;
    }

    private static bool Take(SqlValue value, ref int left)
    {
        if (value.TryGetArray(out var items))
        {
            left -= 2;
            for (var i = 0; i < items.Count && left >= 0; i++)
            {
                left--;
                Take(items[i], ref left);
            }
        }
        else if (value.TryGetObject(out var members))
        {
            left -= 2;
            foreach (var (name, member) in members)
            {
                left -= name.Length + 4;
                if (left < 0 || !Take(member, ref left))
                {
                    break;
                }
            }
        }
        else
        {
            Span<byte> digits = stackalloc byte[64];
            left -= value.TryGetString(out var text) ? Encoding.UTF8.GetByteCount(text) + 2
                : value.TryGetNumber(out var number) ? number.Format(digits)
                : value.TryGetBytes(out var bytes) ? bytes.Length
                : 5;
        }

        return left >= 0;
    }
}
