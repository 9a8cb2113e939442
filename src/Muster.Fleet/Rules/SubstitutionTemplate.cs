using System.Text;
using Muster.Fleet.Rules.Evaluation;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules;

/// <summary>
/// A text of an action with expressions in it, such as the topic <c>robots/${topic(2)}/low</c>
/// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html). Expressions see the payload as it came,
/// not what SELECT makes of it. <c>$$</c> is a <c>$</c>, as the topics of AWS's own that a rule republishes to want it.
/// </summary>
public sealed class SubstitutionTemplate
{
    private readonly Plan _plan;
    private readonly (string Text, Node? Value)[] _parts;

    private SubstitutionTemplate(Plan plan, List<(string Text, Node? Value)> parts)
    {
        _plan = plan;
        _parts = [.. parts];
    }

    /// <summary>Whether there is an expression in it.</summary>
    public bool HasExpressions => _parts.Any(p => p.Value is not null);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="rule">The rule whose action it belongs to: its dialect, and the variables of its SET.</param>
    /// <exception cref="IotSqlException">An expression is not valid, or not supported; the place is one in <paramref name="text"/>.</exception>
    public static SubstitutionTemplate Parse(string text, CompiledRule? rule = null)
    {
        var version = rule?.Rule.SqlVersion ?? SqlVersion.V20160323;
        IReadOnlyList<SqlVariable> variables = rule?.Variables ?? [];
        var builder = new PlanBuilder(version, variables);
        var parts = new List<(string, Node?)>();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text.AsSpan(i).StartsWith("$$", StringComparison.Ordinal))
            {
                plain.Append('$');
                i += 2;
            }
            else if (text.AsSpan(i).StartsWith("${", StringComparison.Ordinal))
            {
                parts.Add((plain.ToString(), null));
                plain.Clear();
                var (expression, end) = IotSqlParser.ParseTemplateExpression(text, i + 2, version, variables.Select(v => v.Name));
                parts.Add(("", builder.Build(expression)));
                i = end;
            }
            else
            {
                plain.Append(text[i++]);
            }
        }

        parts.Add((plain.ToString(), null));
        return new SubstitutionTemplate(builder.ToPlan(), parts);
    }

    /// <summary>The text for a message.</summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of the message.</param>
    /// <param name="services">Randomness and ids; none lends nothing.</param>
    /// <returns>None when an expression is Undefined, is Null, or makes the text longer than 256 Ki characters.</returns>
    public string? Render(ReadOnlySpan<byte> payload, in MessageContext context, RuleServices? services = null)
    {
        if (_parts is [var only])
        {
            return only.Text;
        }

        var few = default(SlotBuffer);
        Span<Slot> slots = _plan.Slots <= SlotBuffer.Size ? ((Span<Slot>)few)[.._plan.Slots] : new Slot[_plan.Slots];
        var frame = _plan.Begin(payload, context, services ?? RuleServices.None, slots);
        var text = new StringBuilder();
        foreach (var (plain, value) in _parts)
        {
            var part = value is null ? plain : value.Evaluate(ref frame).AsText();
            if (part is null || frame.IsExhausted || text.Length + part.Length > SqlLimits.Text)
            {
                return null;
            }

            text.Append(part);
        }

        return text.ToString();
    }
}
