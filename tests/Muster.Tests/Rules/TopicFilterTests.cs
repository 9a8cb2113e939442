using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>MQTT 5, section 4.7: which filters and topics are valid.</summary>
public sealed class TopicFilterTests
{
    [Theory]
    [InlineData("#")]
    [InlineData("+")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/+")]
    [InlineData("+/+")]
    [InlineData("+/#")]
    [InlineData("sport/tennis/#")]
    [InlineData("sport/+/player1")]
    [InlineData("+/tennis/#")]
    [InlineData("$SYS/#")]
    [InlineData("Accounts payable")]
    public void Valid_filter_has_no_mistake(string filter) => Assert.Null(TopicFilter.Check(filter));

    [Theory]
    [InlineData("", "at least one character")]
    [InlineData("sport/tennis#", "'#' stands alone")]
    [InlineData("sport/tennis/#/ranking", "as the last level")]
    [InlineData("#/a", "as the last level")]
    [InlineData("##", "'#' stands alone")]
    [InlineData("sport+", "'+' stands alone")]
    [InlineData("+a/b", "'+' stands alone")]
    [InlineData("a/++", "'+' stands alone")]
    [InlineData("a/+#", "stands alone")]
    [InlineData("a/\0", "NUL")]
    public void Mistake_in_a_filter_is_told(string filter, string words) =>
        Assert.Contains(words, TopicFilter.Check(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("a")]
    [InlineData("/")]
    [InlineData("$SYS/a")]
    [InlineData("a b/ü")]
    public void Topic_may_be_anything_without_wildcards(string topic) => Assert.True(TopicFilter.IsValidTopic(topic));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("a/+/b")]
    [InlineData("a#")]
    [InlineData("a\0")]
    public void Topic_has_no_wildcard_and_no_NUL(string topic) => Assert.False(TopicFilter.IsValidTopic(topic));
}
