using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>The tree against the plainest matcher that section 4.7 of MQTT 5 allows, over a small world with many meetings.</summary>
public sealed class TopicTreePropertyTests
{
    private static readonly string[] TopicLevels = ["a", "b", "", "$s"];
    private static readonly string[] FilterLevels = ["a", "b", "", "$s", "+"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tree_finds_what_a_naive_matcher_finds_while_filters_come_and_go(int seed)
    {
        var random = new Random(seed);
        var tree = new TopicTree<int>();
        var filed = new List<(string Filter, int Id)>();
        for (var step = 0; step < 20_000; step++)
        {
            if (filed.Count < 5 || (filed.Count < 60 && random.Next(2) == 0))
            {
                var filter = Filter(random);
                tree.Add(filter, step);
                filed.Add((filter, step));
            }
            else
            {
                var (filter, id) = filed[random.Next(filed.Count)];
                Assert.True(tree.Remove(filter, v => v == id));
                filed.Remove((filter, id));
            }

            var topic = Topic(random);
            var found = new List<int>();
            tree.Match(topic, found);
            Assert.Equal(filed.Where(f => Matches(f.Filter, topic)).Select(f => f.Id).Order(), found.Order());
            Assert.Equal(filed.Count, tree.Count);
        }
    }

    private static string Topic(Random random)
    {
        var topic = string.Join('/', random.GetItems(TopicLevels, random.Next(1, 5)));
        return topic.Length == 0 ? "/" : topic;
    }

    private static string Filter(Random random)
    {
        var levels = random.GetItems(FilterLevels, random.Next(1, 5));
        if (random.Next(3) == 0)
        {
            levels[^1] = "#";
        }

        var filter = string.Join('/', levels);
        return filter.Length == 0 ? "/" : filter;
    }

    private static bool Matches(string filter, string topic)
    {
        var wildcard = filter[0] is '+' or '#';
        return !(wildcard && topic.StartsWith('$')) && Matches(filter.Split('/'), topic.Split('/'));
    }

    private static bool Matches(ReadOnlySpan<string> filter, ReadOnlySpan<string> topic) => filter switch
    {
        [] => topic.IsEmpty,
        ["#"] => true,
        [var first, .. var rest] => !topic.IsEmpty && (first == "+" || first == topic[0]) && Matches(rest, topic[1..]),
    };
}
