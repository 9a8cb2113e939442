using System.Globalization;

namespace Muster.Fleet.Messages;

/// <summary>Times as RFC 3339 writes them, with their offset.</summary>
internal static class Rfc3339
{
    /// <summary>Reads <paramref name="text"/> as UTC; false when it is no such time.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        var hasOffset = text.Length > 19 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
        if (!hasOffset || text[10] is not ('T' or 't' or ' ') || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return false;
        }

        time = time.ToUniversalTime();
        return true;
    }
}
