namespace Muster.Commands;

/// <summary>Text of others for a terminal: a robot's report must not be able to steer it.</summary>
internal static class Printable
{
    /// <summary><paramref name="text"/> with its control characters (escape sequences among them) replaced; new lines and tabs stay.</summary>
    public static string Of(string text) => text.Any(IsHarmful) ? string.Concat(text.Select(c => IsHarmful(c) ? '\uFFFD' : c)) : text;

    private static bool IsHarmful(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
