using System.Globalization;
using Muster.Fleet.Rules.Functions.Patterns;
using Muster.Fleet.Rules.Functions.Time;

namespace Muster.Tests.Rules.Functions;

/// <summary>
/// What Java 17 says of patterns and texts made at random, written down: expression, text, replacement, <c>error</c> or nothing, whether
/// it is found, the first match, the text with all replaced; text, pattern, milliseconds. Backslash, n, r and t are escaped.
/// </summary>
public sealed class JavaOracleTests
{
    [Fact]
    public void Regular_expressions_find_and_replace_what_Javas_do()
    {
        Assert.All(Rows("java-regex.tsv"), row =>
        {
            var regex = SqlRegex.Compile(row[0], out _);
            if (row[3] == "error")
            {
                Assert.Null(regex);
                return;
            }

            Assert.NotNull(regex);
            Assert.Equal(row[4] == "true", regex.IsMatch(row[1]));
            Assert.Equal(row[5] == "<null>" ? null : row[5], regex.FirstMatch(row[1]));

            // Java looks at the replacement only when there is a match.
            var replacement = JavaReplacement.Parse(row[2], regex.Groups, out _);
            if (replacement is not null || row[4] == "true")
            {
                Assert.Equal(row[6] == "<bad>" ? null : row[6], replacement is null ? null : regex.Replace(row[1], replacement, 10_000));
            }
        });
    }

    [Fact]
    public void Times_are_read_as_Java_reads_them() => Assert.All(Rows("java-time.tsv"), row =>
    {
        var millis = JavaTimePattern.Parse(row[1], out _)?.ToEpoch(row[0]);
        Assert.Equal(row[2] is "error" or "undefined" ? null : long.Parse(row[2], CultureInfo.InvariantCulture), millis);
    });

    private static IEnumerable<string[]> Rows(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rules", "Functions", name)).Select(line => line.Split('\t').Select(Unescape).ToArray());

    private static string Unescape(string text) => string.Concat(Pieces(text));

    private static IEnumerable<char> Pieces(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            yield return text[i] != '\\' || i + 1 == text.Length ? text[i] : text[++i] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                var other => other,
            };
        }
    }
}
