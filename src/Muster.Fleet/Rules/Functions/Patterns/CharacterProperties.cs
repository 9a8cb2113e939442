using System.Collections.Frozen;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>The names that <c>\p{…}</c> takes: POSIX classes (ASCII only, as Java has them), general categories, and Java's common names for them.</summary>
internal static class CharacterProperties
{
    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        StringComparer.Ordinal,
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn");

    private static readonly FrozenDictionary<string, string> Named = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Lower"] = "a-z",
        ["Upper"] = "A-Z",
        ["ASCII"] = @"\x00-\x7f",
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Punct"] = @"!-/:-@\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = " -~",
        ["Blank"] = @" \t",
        ["Cntrl"] = @"\x00-\x1f\x7f",
        ["XDigit"] = "0-9a-fA-F",
        ["Space"] = @" \t\n\x0b\f\r",
        ["IsAlphabetic"] = @"\p{L}\p{Nl}",
        ["IsLetter"] = @"\p{L}",
        ["IsDigit"] = @"\p{Nd}",
        ["IsUppercase"] = @"\p{Lu}",
        ["IsLowercase"] = @"\p{Ll}",
        ["IsPunctuation"] = @"\p{P}",
        ["IsWhite_Space"] = @"\s",
        ["javaLowerCase"] = @"\p{Ll}",
        ["javaUpperCase"] = @"\p{Lu}",
        ["javaLetter"] = @"\p{L}",
        ["javaDigit"] = @"\p{Nd}",
        ["javaLetterOrDigit"] = @"\p{L}\p{Nd}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The characters of the property; none when it is not known.</summary>
    public static CharacterSet? Find(string name)
    {
        if (Named.TryGetValue(name, out var content))
        {
            return new CharacterSet(content);
        }

        var category = name;
        foreach (var prefix in (ReadOnlySpan<string>)["general_category=", "gc=", "Is"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                category = name[prefix.Length..];
                break;
            }
        }

        return Categories.Contains(category) ? new CharacterSet($@"\p{{{category}}}") : null;
    }
}
