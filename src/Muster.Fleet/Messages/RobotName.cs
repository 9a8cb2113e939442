namespace Muster.Fleet.Messages;

/// <summary>The rule for a robot's name, which is the robot's key everywhere: 1 to 64 of <c>A–Z a–z 0–9 _ . : -</c>.</summary>
public static class RobotName
{
    /// <summary>The longest name allowed, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The rule in words, as refusals state it.</summary>
    public const string Rule = "1 to 64 characters of A-Z a-z 0-9 _ . : -";

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    /// <summary>Whether <paramref name="name"/> may name a robot.</summary>
    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= MaxLength && !name.ContainsAnyExcept(Allowed);
}
