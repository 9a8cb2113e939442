using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>MQTT 5, section 4.7: which topics a filter matches.</summary>
public sealed class TopicTreeTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a/b", "a/b")]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1")]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking")]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon")]
    [InlineData("sport/#", "sport")]
    [InlineData("#", "a/b/c")]
    [InlineData("#", "/")]
    [InlineData("+", "finance")]
    [InlineData("/+", "/finance")]
    [InlineData("+/+", "/finance")]
    [InlineData("+/+", "/")]
    [InlineData("sport/+", "sport/")]
    [InlineData("sport/+/player1", "sport/tennis/player1")]
    [InlineData("+/tennis/#", "sport/tennis")]
    [InlineData("+/#", "a")]
    [InlineData("a//b", "a//b")]
    [InlineData("a/+/b", "a//b")]
    [InlineData("a/#", "a/")]
    [InlineData("//#", "//")]
    [InlineData("$SYS/#", "$SYS/monitor/Clients")]
    [InlineData("$SYS/#", "$SYS")]
    [InlineData("$SYS/monitor/+", "$SYS/monitor/Clients")]
    [InlineData("a/+", "a/$b")]
    [InlineData("a/#", "a/$b/c")]
    public void Filter_matches_the_topic(string filter, string topic) => Assert.Equal([filter], Matches(topic, filter));

    [Theory]
    [InlineData("a", "A")]
    [InlineData("a", "a/b")]
    [InlineData("a", "/a")]
    [InlineData("a", "a/")]
    [InlineData("a/b", "a")]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking")]
    [InlineData("sport/+", "sport")]
    [InlineData("+", "/finance")]
    [InlineData("a/b/#", "a")]
    [InlineData("#", "$SYS/monitor")]
    [InlineData("#", "$SYS")]
    [InlineData("+", "$SYS")]
    [InlineData("+/#", "$SYS")]
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients")]
    [InlineData("$SYS/+", "$SYS")]
    [InlineData("a//b", "a/b")]
    public void Filter_does_not_match_the_topic(string filter, string topic) => Assert.Empty(Matches(topic, filter));

    [Fact]
    public void All_filters_that_match_are_found() =>
        Assert.Equal(["#", "+/+/status", "robots/#", "robots/+/status", "robots/r1/status"], Matches("robots/r1/status", "robots/r1/status", "robots/+/status", "robots/#", "#", "+/+/status", "robots/r2/status", "robots/+"));

    [Fact]
    public void Same_filter_may_hold_several_values()
    {
        var tree = new TopicTree<int>();
        tree.Add("a/+", 1);
        tree.Add("a/+", 2);
        tree.Add("a/+", 2);

        Assert.Equal([1, 2, 2], Found(tree, "a/b"));
        Assert.Equal(3, tree.Count);
    }

    [Fact]
    public void Removal_takes_one_value_that_is_accepted()
    {
        var tree = new TopicTree<int>();
        tree.Add("a/+", 1);
        tree.Add("a/+", 2);
        tree.Add("a/+", 2);

        Assert.True(tree.Remove("a/+", v => v == 2));

        Assert.Equal([1, 2], Found(tree, "a/b"));
        Assert.Equal(2, tree.Count);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("a/#")]
    [InlineData("x")]
    public void Removal_of_what_is_not_there_does_nothing(string filter)
    {
        var tree = new TopicTree<int>();
        tree.Add("a/b", 1);

        Assert.False(tree.Remove(filter, _ => true));
        Assert.False(tree.Remove("a/b", v => v == 2));
        Assert.Equal([1], Found(tree, "a/b"));
        Assert.Equal(1, tree.Count);
    }

    [Fact]
    public void Removal_leaves_the_branches_above_and_below()
    {
        var tree = new TopicTree<string>();
        foreach (var filter in new[] { "a", "a/b", "a/b/c", "a/#" })
        {
            tree.Add(filter, filter);
        }

        Assert.True(tree.Remove("a/b", _ => true));

        Assert.Equal(["a", "a/#"], Found(tree, "a").Order());
        Assert.Equal(["a/#"], Found(tree, "a/b"));
        Assert.Equal(["a/#", "a/b/c"], Found(tree, "a/b/c").Order());
    }

    private static IEnumerable<string> Matches(string topic, params string[] filters)
    {
        var tree = new TopicTree<string>();
        foreach (var filter in filters)
        {
            tree.Add(filter, filter);
        }

        return Found(tree, topic).Order(StringComparer.Ordinal);
    }

    private static List<T> Found<T>(TopicTree<T> tree, string topic)
    {
        var found = new List<T>();
        tree.Match(topic, found);
        return found;
    }
}
