using System.Buffers;
using Muster.Fleet.Rules;

namespace Muster.Bench.Rules;

/// <summary>One message on a topic, matched with the rules and written by the one that matches.</summary>
internal sealed class RuleScenario
{
    private readonly RuleSet _rules;
    private readonly string _topic;
    private readonly byte[] _payload;
    private readonly MessageContext _context;
    private readonly ArrayBufferWriter<byte> _output = new(4096);

    internal RuleScenario(string name, IEnumerable<Rule> rules, string topic, ReadOnlySpan<byte> payload)
    {
        Name = name;
        _rules = new RuleSet(rules);
        _topic = topic;
        _payload = payload.ToArray();
        _context = new MessageContext(new TopicName(topic), "robot-17", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        if (!Once())
        {
            throw new BenchException($"{name}: no rule makes an event");
        }
    }

    internal string Name { get; }

    internal bool Once()
    {
        _output.ResetWrittenCount();
        var any = false;
        foreach (var rule in _rules.Match(_topic))
        {
            any |= rule.TryWrite(_payload, _context, _output, RuleServices.None);
        }

        return any;
    }
}
