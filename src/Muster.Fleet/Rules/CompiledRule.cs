using System.Buffers;
using Muster.Fleet.Rules.Evaluation;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules;

/// <summary>A rule ready to run: its filter, its condition, and where each of its columns comes from.</summary>
public sealed class CompiledRule
{
    /// <summary>How much work all rules of a configuration may make together for one message, in steps: twice what one may. Whoever sends it waits for it.</summary>
    public const long WorkOfAllRules = 2L * SqlLimits.Steps;

    private readonly Plan _plan;
    private readonly Selection _selection;
    private readonly Node? _where;

    private CompiledRule(Rule rule, SqlStatement statement)
    {
        var builder = new PlanBuilder(rule.SqlVersion, statement.Variables);
        Rule = rule;
        Filter = statement.Filter;
        Variables = statement.Variables;
        _where = statement.Where is null ? null : builder.Build(statement.Where);
        _selection = builder.Build(statement.Select);
        _plan = builder.ToPlan();
    }

    /// <summary>The rule it was made of.</summary>
    public Rule Rule { get; }

    /// <summary>The topics that it listens to; none for a rule without FROM, which only Basic Ingest reaches.</summary>
    public string? Filter { get; }

    /// <summary>Whether it has a condition.</summary>
    public bool HasWhere => _where is not null;

    /// <summary>Whether it hands every payload through untouched: <c>SELECT *</c> without WHERE.</summary>
    public bool IsPassThrough => _where is null && _selection.IsAll;

    /// <summary>
    /// Whether its event is the payload as it came, and columns that only the message's context decides: then a function in this
    /// process can have both without anything being written (<see cref="Text"/>, <see cref="Time"/>).
    /// </summary>
    public bool KeepsPayload => _where is null && _selection.KeepsPayload;

    /// <summary>The variables that its SET defines.</summary>
    internal IReadOnlyList<SqlVariable> Variables { get; }

    /// <summary>Compiles <paramref name="rule"/>.</summary>
    /// <exception cref="IotSqlException">Its SQL is not valid, or not supported.</exception>
    public static CompiledRule Compile(Rule rule) => new(rule, IotSqlParser.Parse(rule.Sql, rule.SqlVersion));

    /// <summary>
    /// The text of the column <paramref name="alias"/>; none when the rule has no such column, it is empty, or the payload decides it.
    /// </summary>
    public string? Text(string alias, in MessageContext context) => Column(alias)?.Text(context);

    /// <summary>The time in the column <paramref name="alias"/>; none when the rule has no such column.</summary>
    public DateTimeOffset? Time(string alias, in MessageContext context) => Column(alias)?.Time(context);

    /// <summary>
    /// Writes what the rule emits, as AWS IoT Core hands it to an action: mostly one JSON object. Beside <c>*</c>, the payload's
    /// fields come first, each once; a column takes the place of a field of its name, and one that is Undefined (a topic level that
    /// is not there) is left out, and the field with it, so that no payload can pass for a column.
    /// </summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of the message.</param>
    /// <param name="output">Takes what is emitted; it is left as it was when there is nothing.</param>
    /// <param name="services">Randomness and ids.</param>
    /// <returns>
    /// False when WHERE does not select the message, or it makes no event: columns beside <c>*</c> want a payload that is one JSON
    /// object in UTF-8, or empty; and what is emitted has at most a mebibyte.
    /// </returns>
    public bool TryWrite(ReadOnlySpan<byte> payload, in MessageContext context, IBufferWriter<byte> output, RuleServices services)
    {
        long work = SqlLimits.Steps;
        return TryWrite(payload, context, output, services, ref work);
    }

    /// <summary>Writes what the rule emits, as one of several rules that look at the message.</summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of the message.</param>
    /// <param name="output">Takes what is emitted; it is left as it was when there is nothing.</param>
    /// <param name="services">Randomness and ids.</param>
    /// <param name="work">How much work all of them may still make, in the steps of the limits; what this one made is taken off.</param>
    /// <returns>False when there is nothing to emit, or that would be more work than is left.</returns>
    public bool TryWrite(ReadOnlySpan<byte> payload, in MessageContext context, IBufferWriter<byte> output, RuleServices services, ref long work)
    {
        if (IsPassThrough)
        {
            output.Write(payload);
            return true;
        }

        var few = default(SlotBuffer);
        Span<Slot> slots = _plan.Slots <= SlotBuffer.Size ? ((Span<Slot>)few)[.._plan.Slots] : new Slot[_plan.Slots];
        var frame = _plan.Begin(payload, context, services, slots);
        frame.Limit = Math.Min(work, frame.Limit);
        var isWritten = TryWrite(ref frame, output);
        work = Math.Max(0, work - frame.Steps);
        return isWritten;
    }

    /// <summary>Writes what the rule emits.</summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of the message.</param>
    /// <param name="output">Takes what is emitted.</param>
    /// <param name="newId">Makes the ids of <c>newuuid()</c>; none leaves them Undefined.</param>
    /// <returns>False when there is nothing to emit.</returns>
    public bool TryWrite(ReadOnlySpan<byte> payload, in MessageContext context, IBufferWriter<byte> output, Func<Guid>? newId = null) =>
        TryWrite(payload, context, output, newId is null ? RuleServices.None : new RuleServices(newId: newId));

    /// <summary>What WHERE comes to for a message, to say why a rule does not select it; True when there is none.</summary>
    internal SqlValue Judge(ReadOnlySpan<byte> payload, in MessageContext context, RuleServices services)
    {
        if (_where is null)
        {
            return SqlValue.True;
        }

        var frame = _plan.Begin(payload, context, services, new Slot[_plan.Slots]);
        return _where.Evaluate(ref frame);
    }

    private bool TryWrite(ref Frame frame, IBufferWriter<byte> output)
    {
        if (_where is not null && !_where.IsTrue(ref frame))
        {
            return false;
        }

        var buffer = JsonBuffer.Take();
        if (!_selection.TryWrite(ref frame, buffer) || buffer.IsFull || frame.IsExhausted)
        {
            return false;
        }

        output.Write(buffer.Written);
        return true;
    }

    private Node? Column(string alias)
    {
        foreach (var column in _selection.Columns)
        {
            if (column.Name == alias)
            {
                return column.Value;
            }
        }

        return null;
    }
}
