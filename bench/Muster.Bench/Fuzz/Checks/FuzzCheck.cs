using System.Buffers;
using System.Diagnostics;
using Muster.Bench.Fuzz.Generation;
using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Sql;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>
/// What has to hold for every input: a statement compiles or is refused with a place in it, and is the same statement when it
/// has been printed; a rule never throws; what it emits is JSON where that is promised, the same each time, and of bounded size; a
/// message without an event leaves no output. The same of templates, and of functions by themselves.
/// </summary>
internal sealed class FuzzCheck
{
    private readonly ArrayBufferWriter<byte> _first = new();
    private readonly ArrayBufferWriter<byte> _again = new();

    internal FuzzOutcome Run(FuzzInput input)
    {
        var (failure, isCompiled, events) = Rule(input, out var rule);
        var rendered = 0;
        failure ??= Template(input, rule, ref rendered);
        failure ??= input.Call is { } call ? CallCheck.Run(call, input) : null;
        return new FuzzOutcome(failure, isCompiled, events, input.Payloads.Count, rendered);
    }

    private (FuzzFailure? Failure, bool IsCompiled, int Events) Rule(FuzzInput input, out CompiledRule? rule)
    {
        (rule, var printed) = (null, (CompiledRule?)null);
        SqlStatement statement;
        try
        {
            rule = Compile(input.Sql, input);
            statement = IotSqlParser.Parse(input.Sql, input.Version);
        }
        catch (IotSqlException refusal)
        {
            return (PlaceCheck.Mistake(input.Sql, refusal), false, 0);
        }
        catch (Exception exception)
        {
            return (FuzzFailure.From("compile", exception), false, 0);
        }

        if (Print(statement, input, out printed) is { } different)
        {
            return (different, true, 0);
        }

        var events = 0;
        foreach (var payload in input.Payloads)
        {
            try
            {
                if (Evaluate(rule, printed!, statement, payload, input, ref events) is { } failure)
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

    /// <summary>Parse and print are each other's inverse.</summary>
    private static FuzzFailure? Print(SqlStatement statement, FuzzInput input, out CompiledRule? printed)
    {
        printed = null;
        var text = "";
        try
        {
            text = SqlPrinter.Print(statement);
            printed = Compile(text, input);
            return IotSqlParser.Parse(text, input.Version).Equals(statement) ? null : new FuzzFailure("printed as another statement", text);
        }
        catch (IotSqlException refusal)
        {
            return new FuzzFailure($"printed as no statement: {refusal.Problem.Split(' ', 4)[0]}", $"{refusal.Message}\n{text}");
        }
        catch (Exception exception)
        {
            return FuzzFailure.From("print", exception);
        }
    }

    private FuzzFailure? Evaluate(CompiledRule rule, CompiledRule printed, SqlStatement statement, byte[] payload, FuzzInput input, ref int events)
    {
        _first.ResetWrittenCount();
        _again.ResetWrittenCount();
        var start = Stopwatch.GetTimestamp();
        var isEvent = rule.TryWrite(payload, input.Context, _first, Services.Make());
        if (isEvent != printed.TryWrite(payload, input.Context, _again, Services.Make()) || !_first.WrittenSpan.SequenceEqual(_again.WrittenSpan))
        {
            return SlowMatch.Excuses(input.Sql, start) ? null : new FuzzFailure("two evaluations differ", $"{JsonCheck.Show(_first.WrittenSpan)}\n{JsonCheck.Show(_again.WrittenSpan)}");
        }

        foreach (var item in statement.Select.Items)
        {
            if (item.Alias is [var alias])
            {
                rule.Text(alias, input.Context);
                rule.Time(alias, input.Context);
            }
        }

        if (!isEvent)
        {
            return _first.WrittenCount == 0 ? null : new FuzzFailure("output without an event", JsonCheck.Show(_first.WrittenSpan));
        }

        events++;
        return Mistake(statement, payload) is { } mistake ? new FuzzFailure(mistake, JsonCheck.Show(_first.WrittenSpan)) : null;
    }

    /// <summary>What is wrong with what was emitted.</summary>
    private string? Mistake(SqlStatement statement, byte[] payload)
    {
        if (!statement.Select.IsValue && statement.Select.Items.All(i => i is { Expression: AllFields, Alias: null }))
        {
            return _first.WrittenSpan.SequenceEqual(payload) ? null : "SELECT * does not hand the payload through";
        }

        if (_first.WrittenCount > SqlLimits.OutputBytes)
        {
            return "output beyond the bound";
        }

        // SELECT VALUE may also hand out bytes, or nothing at all.
        return !statement.Select.IsValue && JsonCheck.Mistake(_first.WrittenSpan) is { } mistake ? $"no JSON object: {mistake}" : null;
    }

    private static FuzzFailure? Template(FuzzInput input, CompiledRule? rule, ref int rendered)
    {
        if (input.Template.Length == 0)
        {
            return null;
        }

        try
        {
            var template = SubstitutionTemplate.Parse(input.Template, rule);
            foreach (var payload in input.Payloads)
            {
                var start = Stopwatch.GetTimestamp();
                var text = template.Render(payload, input.Context, Services.Make());
                rendered += text is null ? 0 : 1;
                if (text != template.Render(payload, input.Context, Services.Make()) && !SlowMatch.Excuses(input.Template + input.Sql, start))
                {
                    return new FuzzFailure("two renderings differ", JsonCheck.Show(text ?? "none"));
                }

                if (text?.Length > SqlLimits.Text || (!template.HasExpressions && text is null))
                {
                    return new FuzzFailure("rendered beyond the bound", $"{text?.Length} characters");
                }
            }

            return null;
        }
        catch (IotSqlException refusal)
        {
            return PlaceCheck.Mistake(input.Template, refusal);
        }
        catch (Exception exception)
        {
            return FuzzFailure.From("template", exception);
        }
    }

    private static CompiledRule Compile(string sql, FuzzInput input) => CompiledRule.Compile(new Rule("fuzz", sql, "update-status") { SqlVersion = input.Version });
}
