namespace Muster.Fleet.Rules;

/// <summary>MQTT topic names and topic filters (MQTT 5, section 4.7).</summary>
public static class TopicFilter
{
    /// <summary>The longest topic in bytes of UTF-8 (MQTT 5, section 4.7.3).</summary>
    public const int MaxBytes = 65535;

    /// <summary>What is wrong with <paramref name="filter"/> as a topic filter; none when nothing is.</summary>
    public static string? Check(string filter)
    {
        if (filter.Length == 0)
        {
            return "a topic filter has at least one character";
        }

        var levels = filter.Split('/');
        for (var i = 0; i < levels.Length; i++)
        {
            var level = levels[i];
            if (level.Contains('#') && (level.Length > 1 || i < levels.Length - 1))
            {
                return "'#' stands alone, as the last level";
            }

            if (level.Contains('+') && level.Length > 1)
            {
                return "'+' stands alone in its level";
            }

            if (level.Contains('\0'))
            {
                return "a topic filter has no NUL character";
            }
        }

        return null;
    }

    /// <summary>Whether <paramref name="topic"/> may be published to: not empty, no wildcard, no NUL.</summary>
    public static bool IsValidTopic(string topic) => topic.Length > 0 && !topic.AsSpan().ContainsAny('+', '#', '\0');
}
