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
            var output = new ArrayBufferWriter<byte>();
            var emits = rule.TryWrite(Payload(@case), Context(@case), output, @case.Context.NewId is { } id ? () => id : null);
            return @case.Refused is null
                ? Difference(@case, emits ? output.WrittenSpan.ToArray() : null)
                : $"it should be refused ({@case.Refused.Text})";
        }
        catch (IotSqlException exception)
        {
            return RefusalDifference(@case.Refused, exception);
        }
    }

    private static string Sql(SqlCase @case) => @case.Sql ?? $"SELECT {@case.Expression} AS r FROM '#'";

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
            : @case.Sql is null == @case.Expression is null ? "it has no SQL, or an expression too"
            : (@case.Result is not null || @case.Undefined) && @case.Expression is null ? "a result is one of an expression"
            : null;
    }

    private static string? Difference(SqlCase @case, byte[]? emitted)
    {
        if (@case.NoMatch || emitted is null)
        {
            return @case.NoMatch && emitted is null ? null : $"it emits {(emitted is null ? "nothing" : Encoding.UTF8.GetString(emitted))}";
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
