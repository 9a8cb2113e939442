using System.Buffers;
using System.Text;
using System.Text.Json;
using Muster.Fleet.Rules;

namespace Muster.Tests.Rules.Cases;

/// <summary>Runs a case from its SQL to the bytes that the rule emits, and compares.</summary>
public static class SqlCaseRun
{
    /// <summary>What is wrong; none when the case holds.</summary>
    public static string? Problem(SqlCase @case)
    {
        if (Contradiction(@case) is { } contradiction)
        {
            return contradiction;
        }

        try
        {
            var rule = CompiledRule.Compile(new Rule("case", Sql(@case), "update-status")
            {
                SqlVersion = SqlVersionNames.Find(@case.Dialect) ?? throw new InvalidOperationException($"there is no dialect {@case.Dialect}"),
            });
            var emitted = @case.Template is null ? Emitted(rule, @case) : Rendered(rule, @case);
            return @case.Refused is null ? Difference(@case, emitted) : $"it should be refused ({@case.Refused.Text})";
        }
        catch (IotSqlException exception)
        {
            return RefusalDifference(@case.Refused, exception);
        }
    }

    private static string Sql(SqlCase @case) => @case.Sql ?? $"SELECT {@case.Expression ?? "1"} AS r FROM '#'";

    /// <summary>What a message of the case makes of its rule, FROM included; none when that is nothing.</summary>
    private static byte[]? Emitted(CompiledRule rule, SqlCase @case)
    {
        var output = new ArrayBufferWriter<byte>();
        return Listens(rule, @case) && rule.TryWrite(Payload(@case), Context(@case), output, @case.Context.NewId is { } id ? () => id : null)
            ? output.WrittenSpan.ToArray()
            : null;
    }

    private static byte[]? Rendered(CompiledRule rule, SqlCase @case) =>
        SubstitutionTemplate.Parse(@case.Template!, rule).Render(Payload(@case), Context(@case)) is { } text ? Encoding.UTF8.GetBytes(text) : null;

    private static bool Listens(CompiledRule rule, SqlCase @case)
    {
        if (rule.Filter is null)
        {
            // Only Basic Ingest reaches it, and that names the rule.
            return true;
        }

        var rules = new TopicTree<CompiledRule>();
        rules.Add(rule.Filter, rule);
        var found = new List<CompiledRule>();
        rules.Match(@case.Topic, found);
        return found.Count == 1;
    }

    private static byte[] Payload(SqlCase @case) =>
        @case.PayloadBase64 is { } bytes ? Convert.FromBase64String(bytes) : Encoding.UTF8.GetBytes(@case.PayloadText ?? @case.Payload?.GetRawText() ?? "{}");

    private static MessageContext Context(SqlCase @case)
    {
        var context = @case.Context;
        var properties = new MqttProperties(
            context.ContentType,
            context.IsText,
            context.ResponseTopic,
            context.CorrelationData is null ? null : Convert.FromBase64String(context.CorrelationData))
        {
            UserProperties = [.. context.UserProperties.Select(p => KeyValuePair.Create(p[0], p[1]))],
        };
        return new MessageContext(new TopicName(@case.Topic), context.ClientId, context.ReceivedAt, context.HasProperties ? properties : null)
        {
            Origin = new MessageOrigin(context.Principal, context.SourceIp, context.TraceId, context.AccountId),
        };
    }

    private static string? Contradiction(SqlCase @case)
    {
        var expectations = new[]
        {
            @case.Output is not null, @case.OutputText is not null, @case.OutputBase64 is not null, @case.NoMatch,
            @case.Refused is not null, @case.Result is not null, @case.Undefined,
        };
        return expectations.Count(e => e) != 1 ? "it expects nothing, or several things"
            : @case.Template is null ? RuleContradiction(@case)
            : @case.Expression is not null || (@case.OutputText is null && !@case.Undefined && @case.Refused is null) ? "a template gives a text, is Undefined or refused"
            : null;
    }

    private static string? RuleContradiction(SqlCase @case) =>
        @case.Sql is null == @case.Expression is null ? "it has no SQL, or an expression too"
            : (@case.Result is not null || @case.Undefined) && @case.Expression is null ? "a result is one of an expression"
            : null;

    private static string? Difference(SqlCase @case, byte[]? emitted)
    {
        if (@case.NoMatch || emitted is null)
        {
            var isNothing = @case.NoMatch || (@case.Template is not null && @case.Undefined);
            return isNothing && emitted is null ? null : $"it emits {(emitted is null ? "nothing" : Encoding.UTF8.GetString(emitted))}";
        }

        var text = Encoding.UTF8.GetString(emitted);
        var isRight = @case switch
        {
            { OutputText: { } expected } => expected == text,
            { OutputBase64: { } expected } => Convert.FromBase64String(expected).AsSpan().SequenceEqual(emitted),
            { Output: { } expected } => Same(expected, Json(emitted)),
            { Undefined: true } => text == "{}",
            { Result: { } expected } => Json(emitted) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("r", out var result) && Same(expected, result),
            _ => false,
        };
        return isRight ? null : $"it emits {text}";
    }

    private static JsonElement Json(byte[] emitted)
    {
        try
        {
            return JsonElement.Parse(emitted);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? RefusalDifference(SqlCaseRefusal? expected, IotSqlException exception) =>
        expected is null || !exception.Problem.Contains(expected.Text, StringComparison.Ordinal)
        || (expected.Line ?? exception.Line) != exception.Line || (expected.Column ?? exception.Column) != exception.Column
            ? $"it is refused: {exception.Message}"
            : null;

    /// <summary>Whether both are the same JSON: members in any order, numbers by value to the last digit.</summary>
    private static bool Same(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return false;
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Number => SqlNumber.TryParse(expected.GetRawText(), out var left) && SqlNumber.TryParse(actual.GetRawText(), out var right) && left == right,
            JsonValueKind.String => expected.GetString() == actual.GetString(),
            JsonValueKind.Array => expected.GetArrayLength() == actual.GetArrayLength()
                && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(p => Same(p.First, p.Second)),
            JsonValueKind.Object => expected.EnumerateObject().Count() == actual.EnumerateObject().Count()
                && expected.EnumerateObject().All(p => actual.TryGetProperty(p.Name, out var value) && Same(p.Value, value)),
            _ => true,
        };
    }
}
