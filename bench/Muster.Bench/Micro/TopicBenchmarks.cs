using BenchmarkDotNet.Attributes;
using Muster.Fleet.Rules;

namespace Muster.Bench.Micro;

/// <summary>Finding what listens to a topic, among few and among many.</summary>
public class TopicBenchmarks
{
    private readonly RuleSet _rules = new(FleetRules.BuiltIn);
    private readonly TopicTree<int> _tree = new();
    private readonly List<int> _found = [];

    /// <summary>How many robots subscribed to their own commands.</summary>
    [Params(1, 10_000)]
    public int Subscribers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < Subscribers; i++)
        {
            _tree.Add($"robots/r{i}/commands", i);
        }

        _tree.Add("fleet/robots/+", -1);
    }

    [Benchmark]
    public CompiledRule[] MatchBuiltInRules() => _rules.Match("robots/r1/status");

    [Benchmark]
    public int MatchSubscriptions()
    {
        _found.Clear();
        _tree.Match("robots/r0/commands", _found);
        return _found.Count;
    }
}
