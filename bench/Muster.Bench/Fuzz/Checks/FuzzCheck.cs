using System.Buffers;
using Muster.Bench.Fuzz.Generation;
using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>
/// What has to hold for every input: a statement compiles or is refused with a place in it; a rule never throws; what it emits
/// is JSON where that is promised, the same each time, and of bounded size; a message without an event leaves no output.
/// </summary>
internal sealed class FuzzCheck
{
    /// <summary>The largest event in bytes. AWS IoT Core takes messages of 128 KB (https://docs.aws.amazon.com/general/latest/gr/iot-core.html).</summary>
    internal const int MaxOutput = 16 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _first = new();
    private readonly ArrayBufferWriter<byte> _again = new();

    internal FuzzOutcome Run(FuzzInput input)
    {
        var (failure, isCompiled, events) = Rule(input);
        failure ??= input.Call is { } call ? CallCheck.Run(call, input) : null;
        return new FuzzOutcome(failure, isCompiled, events, input.Payloads.Count, 0);
    }

    private (FuzzFailure? Failure, bool IsCompiled, int Events) Rule(FuzzInput input)
    {
        CompiledRule rule;
        try
        {
            rule = Compile(input.Sql, input);
        }
        catch (IotSqlException refusal)
        {
            return (Place(input.Sql, refusal), false, 0);
        }
        catch (Exception exception)
        {
            return (FuzzFailure.From("compile", exception), false, 0);
        }

        var events = 0;
        foreach (var payload in input.Payloads)
        {
            try
            {
                if (Evaluate(rule, rule, payload, input, ref events) is { } failure)
                {
                    return (failure, true, events);
                }
            }
            catch (Exception exception)
            {
                return (FuzzFailure.From("evaluate", exception), true, events);
            }
        }

        return (null, true, events);
    }

    private FuzzFailure? Evaluate(CompiledRule rule, CompiledRule again, byte[] payload, FuzzInput input, ref int events)
    {
        _first.ResetWrittenCount();
        _again.ResetWrittenCount();
        var isEvent = rule.TryWrite(payload, input.Context, _first, Ids());
        if (isEvent != again.TryWrite(payload, input.Context, _again, Ids()) || !_first.WrittenSpan.SequenceEqual(_again.WrittenSpan))
        {
            return new FuzzFailure("two evaluations differ", $"{JsonCheck.Show(_first.WrittenSpan)}\n{JsonCheck.Show(_again.WrittenSpan)}");
        }

        if (!isEvent)
        {
            return _first.WrittenCount == 0 ? null : new FuzzFailure("output without an event", JsonCheck.Show(_first.WrittenSpan));
        }

        events++;
        return _first.WrittenCount > MaxOutput
            ? new FuzzFailure("output beyond the bound", $"{_first.WrittenCount} bytes")
            : JsonCheck.Mistake(_first.WrittenSpan) is { } mistake ? new FuzzFailure($"no JSON object: {mistake}", JsonCheck.Show(_first.WrittenSpan)) : null;
    }

    private static CompiledRule Compile(string sql, FuzzInput input) => CompiledRule.Compile(new Rule("fuzz", sql, "update-status") { SqlVersion = input.Version });

    /// <summary>A refusal points into the statement, or just behind it.</summary>
    private static FuzzFailure? Place(string sql, IotSqlException refusal)
    {
        var lines = sql.Split('\n');
        var isInside = refusal.Line >= 1 && refusal.Line <= lines.Length && refusal.Column >= 1 && refusal.Column <= lines[refusal.Line - 1].Length + 1;
        return isInside && refusal.Problem.Length > 0 ? null : new FuzzFailure("refusal outside the statement", refusal.Message);
    }

    private static Func<Guid> Ids()
    {
        var next = 0;
        return () => new Guid(++next, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0);
    }
}
