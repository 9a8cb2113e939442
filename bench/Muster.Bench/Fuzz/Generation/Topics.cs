namespace Muster.Bench.Fuzz.Generation;

/// <summary>Topics and filters of a small world, in which they often meet.</summary>
internal static class Topics
{
    internal static string Topic(Dice dice) => dice.Next(20) switch
    {
        0 => "",
        1 => dice.Pick("/", "//", "a\0b", "+", "#", "\uD800", TextMutations.Repeat("a/", dice.Next(3_000))),
        2 => "$aws/rules/" + Join(dice, []),
        _ => Join(dice, []),
    };

    internal static string Filter(Dice dice) => dice.Next(60) switch
    {
        0 => TextMutations.Characters(dice, Join(dice, ["+"])),
        1 => dice.Pick("", "#/a", "a/+b", "a#", "$aws/rules/x/a", "''", "\"", "${a}"),
        2 => Join(dice, ["+"]) + "/#",
        3 => "#",
        _ => Join(dice, ["+", "+"]),
    };

    private static string Join(Dice dice, string[] wildcards)
    {
        var levels = new string[1 + dice.Few(6)];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = wildcards.Length > 0 && dice.Percent(25) ? dice.Pick(wildcards) : dice.Pick(Words.Levels);
        }

        return string.Join('/', levels);
    }
}
