using Muster.Fleet.Rules.Functions.Patterns;

namespace Muster.Tests.Rules.Functions;

/// <summary>Patterns that want to take all memory or for ever. How long they take no test asserts: these would not end.</summary>
public sealed class PatternLimitTests
{
    private static readonly string Long = new('a', 100_000);

    [Theory]
    [InlineData("(a+)+$", true)]
    [InlineData("(a|a)*b", true)]
    [InlineData("(.*a){20}b", true)]
    [InlineData("(?=a)(a+)+$", false)]
    [InlineData("(a+)*\\1b", false)]
    [InlineData("(a*)*\\1b", null)]
    [InlineData("((?:(a*){300}(?=a){300}b*?)*?(^+)+?){0,50}", null)]
    [InlineData("(?:a{0,500}){0,500}{0,500}b", null)]
    public void Matching_ends(string pattern, bool? isLinear)
    {
        var regex = SqlRegex.Compile(pattern, out _);

        Assert.True(regex is null == isLinear is null, pattern);
        if (regex is not null)
        {
            Assert.Equal(isLinear, regex.IsLinear);
            Assert.NotEqual(true, regex.IsMatch(Long + "!"));
        }
    }

    [Theory]
    [InlineData("(((((((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000}){1,1000}){1,1000}){1,1000}){1,1000})b")]
    [InlineData("((((((((((a?){65535}){65535}){65535}){65535}){65535}){65535}){65535}){65535}){65535})b")]
    [InlineData("(?:(?:(?:a*)*)*)*b")]
    [InlineData("a{65535}{1}")]
    [InlineData("[\\p{L}&&[\\p{N}&&[^\\p{Lu}]]]*")]
    public void Compiling_ends(string pattern) => SqlRegex.Compile(pattern, out _)?.IsMatch(Long);

    [Fact]
    public void Replacing_at_every_character_ends()
    {
        var regex = SqlRegex.Compile("(?=(a+)+$)", out _)!;

        Assert.Null(regex.Replace(Long + "!", JavaReplacement.Parse("x", regex.Groups, out _)!, int.MaxValue));
    }

    [Fact]
    public void Replacement_that_makes_too_much_makes_nothing()
    {
        var regex = SqlRegex.Compile("a", out _)!;

        Assert.Null(regex.Replace(Long, JavaReplacement.Parse("aaa", regex.Groups, out _)!, 131_072));
    }

    [Theory]
    [InlineData('(', 5000)]
    [InlineData('(', 1000)]
    [InlineData('[', 1000)]
    public void Deep_patterns_are_refused(char bracket, int depth) => Assert.Null(SqlRegex.Compile(new string(bracket, depth), out _));

    [Theory]
    [InlineData("a(b", "this group is not closed; ) is missing (character 2)")]
    [InlineData("ab)", "this ) closes nothing; a literal one is written \\) (character 3)")]
    [InlineData("*a", "there is nothing before * to repeat; a literal one is written \\* (character 1)")]
    [InlineData("a{x}", "a repetition is {n}, {n,} or {n,m} with numbers to 65535; a literal brace is written \\{ (character 2)")]
    [InlineData("a{3,2}", "the repetition {3,2} ends before it begins (character 2)")]
    [InlineData("[a", "this class is not closed; ] is missing (character 1)")]
    [InlineData("[z-a]", "the range z-a ends before it begins (character 2)")]
    [InlineData("\\y", "\\y has no meaning; a literal backslash is written \\\\ (character 1)")]
    [InlineData("a\\", "a backslash stands at the end; a literal one is written \\\\ (character 2)")]
    [InlineData("\\p{Greek}", "the property Greek is not supported; general categories such as L or Lu and POSIX classes such as Alpha are (character 1)")]
    [InlineData("(?x)a", "after (? comes one of : = ! > <= <! <name> or the flags i, m, s, d, u (character 1)")]
    [InlineData("(?<1>a)", "a group's name is letters and digits between < and >, a letter first (character 1)")]
    [InlineData("(?<a>a)(?<a>b)", "there are two groups of the name a (character 8)")]
    [InlineData("a\\2", "there is no group 2 (character 2)")]
    [InlineData("[😀]", "a character beyond U+FFFF can't stand in a class; write (?:a|b) (character 2)")]
    public void Mistakes_are_named_with_their_place(string pattern, string problem)
    {
        Assert.Null(SqlRegex.Compile(pattern, out var found));
        Assert.Equal(problem, found);
    }
}
