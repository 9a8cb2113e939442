using System.Buffers;
using System.Text.Json;
using Muster.Fleet.Rules;

namespace Muster.Bench.Rules;

/// <summary>What a message costs a rule, what it costs among many rules, and what a rule costs to compile.</summary>
internal static class RulesCommand
{
    internal static int Run(string[] args)
    {
        var options = RulesOptions.Parse(args);
        var rounds = new Rounds(options.Rounds, options.Milliseconds);
        Console.WriteLine($"{options.Rounds} rounds of about {options.Milliseconds} ms each, medians (fastest to slowest round); the output buffer is used again");
        var messages = new List<MessageCost>();
        foreach (var one in RuleCase.All)
        {
            messages.Add(Measure(one, rounds));
            var cost = messages[^1];
            Console.WriteLine($"{cost.Name,-28} {cost.Nanoseconds,8:N0} ns ({cost.Least:N0} to {cost.Most:N0}), {cost.AllocatedBytes:N0} B a message; compiled in {cost.CompileMicroseconds:0.0} µs");
        }

        var rules = new ManyRules(options.Rules);
        Console.WriteLine($"{options.Rules:N0} rules hold {rules.BytesPerRule:N0} B each");
        var many = new List<ManyCost>();
        foreach (var index in Enumerable.Range(options.Rules / 2, 5))
        {
            many.Add(rules.Same(index, rounds));
            Print(many[^1]);
        }

        many.Add(rules.InTurn(rounds));
        Print(many[^1]);
        if (options.Json is { } path)
        {
            File.WriteAllText(path, JsonSerializer.Serialize(new RulesReport(options.Rounds, messages, many, rules.BytesPerRule), BenchJson.Default.RulesReport));
        }

        return 0;
    }

    private static MessageCost Measure(RuleCase one, Rounds rounds)
    {
        var rule = CompiledRule.Compile(one.ToRule());
        var output = new ArrayBufferWriter<byte>();
        var context = new MessageContext(new TopicName("robots/r1/status"), "client-1", DateTimeOffset.UnixEpoch.AddYears(56));
        var message = () =>
        {
            output.ResetWrittenCount();
            rule.TryWrite(one.Payload, context, output);
        };
        var times = rounds.Measure(message);
        return new MessageCost(
            one.Name,
            one.Sql,
            one.Payload.Length,
            Statistics.Median(times),
            times.Min(),
            times.Max(),
            Rounds.Allocated(message),
            Statistics.Median(rounds.Measure(() => CompiledRule.Compile(one.ToRule()))) / 1e3);
    }

    private static void Print(ManyCost cost) =>
        Console.WriteLine($"{cost.Name,-40} {cost.ManyNanoseconds:N0} ns of {cost.Rules:N0} rules, {cost.OneNanoseconds:N0} ns of one: {cost.Ratio:0.00}; the match alone {cost.ManyMatchNanoseconds:N0} and {cost.OneMatchNanoseconds:N0} ns");
}
