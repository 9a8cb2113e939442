using System.Buffers;
using System.Globalization;
using Muster.Fleet.Rules;

namespace Muster.Bench.Rules;

/// <summary>Many rules, each with a filter of its own in one of several shapes, beside one of them.</summary>
internal sealed class ManyRules
{
    private const int Shapes = 5;

    private readonly RuleSet _many;
    private readonly TopicName[] _topics;
    private readonly MessageContext[] _contexts;
    private readonly ArrayBufferWriter<byte> _output = new();
    private int _next;

    /// <param name="count">How many rules.</param>
    internal ManyRules(int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        _many = new RuleSet(Enumerable.Range(0, count).Select(Rule));
        BytesPerRule = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        _topics = [.. Enumerable.Range(0, count).Select(i => new TopicName(Topic(i)))];
        _contexts = [.. _topics.Select(topic => new MessageContext(topic, "client-1", DateTimeOffset.UnixEpoch.AddYears(56)))];
        for (var i = 0; i < count; i++)
        {
            if (_many.Match(_topics[i].Value).Length != 1)
            {
                throw new BenchException($"{_topics[i]} should match one rule");
            }
        }
    }

    /// <summary>What a rule holds in memory, with its place in the tree.</summary>
    internal double BytesPerRule { get; }

    /// <summary>The same message again and again, to the rule of that index.</summary>
    internal ManyCost Same(int index, Rounds rounds)
    {
        var one = new RuleSet([Rule(index)]);
        return Cost($"one message, {Filter(index)}", rounds, () => Handle(one, index), () => Handle(_many, index), () => one.Match(_topics[index].Value), () => _many.Match(_topics[index].Value));
    }

    /// <summary>A message to each rule in turn, so that no rule is in the processor's caches when its turn comes; beside one rule and its message.</summary>
    internal ManyCost InTurn(Rounds rounds)
    {
        var one = new RuleSet([Rule(0)]);
        return Cost("a message to each rule in turn", rounds, () => Handle(one, 0), () => Handle(_many, Next()), () => one.Match(_topics[0].Value), () => _many.Match(_topics[Next()].Value));
    }

    private ManyCost Cost(string name, Rounds rounds, Action one, Action many, Action oneMatch, Action manyMatch)
    {
        var times = rounds.Measure([one, many, oneMatch, manyMatch]);
        return new ManyCost(
            name,
            _topics.Length,
            Statistics.Median(times[0]),
            Statistics.Median(times[1]),
            Statistics.Median(times[0].Zip(times[1], (x, y) => y / x)),
            Statistics.Median(times[2]),
            Statistics.Median(times[3]));
    }

    private void Handle(RuleSet rules, int index)
    {
        foreach (var rule in rules.Match(_topics[index].Value))
        {
            _output.ResetWrittenCount();
            rule.TryWrite(RuleCase.StatusReport, _contexts[index], _output);
        }
    }

    // A stride that has no factor in common with the number of rules, and leaves neighbours.
    private int Next() => _next = (_next + 7_919) % _topics.Length;

    private static Rule Rule(int index) =>
        new(string.Create(CultureInfo.InvariantCulture, $"rule_{index}"), RuleCase.Projection.Replace("robots/+/status", Filter(index), StringComparison.Ordinal), "update-status");

    private static string Filter(int index) => (index % Shapes) switch
    {
        0 => $"robots/r{index}/status",
        1 => $"robots/+/parts/p{index}",
        2 => $"sites/s{index}/#",
        3 => $"+/r{index}/alerts/+",
        _ => $"fleet/{index % 100}/+/{index}/state",
    };

    private static string Topic(int index) => (index % Shapes) switch
    {
        0 => $"robots/r{index}/status",
        1 => $"robots/r1/parts/p{index}",
        2 => $"sites/s{index}/orders/1",
        3 => $"robots/r{index}/alerts/low",
        _ => $"fleet/{index % 100}/x/{index}/state",
    };
}
