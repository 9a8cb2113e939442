using Muster.Fleet.Rules.Functions;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>Makes nodes of expressions, and gathers what they need of a message.</summary>
/// <param name="version">The dialect.</param>
/// <param name="variables">What SET defines.</param>
internal sealed partial class PlanBuilder(SqlVersion version, IReadOnlyList<SqlVariable> variables)
{
    private readonly FieldTree _fields = new();
    private readonly Dictionary<string, VariableNode> _variables = new(StringComparer.Ordinal);
    private int _slots;
    private int _depth;
    private int _expressions;

    /// <summary>The plan of all that was built so far.</summary>
    public Plan ToPlan() => new(_fields, _slots, _depth, variables.Count, version);

    /// <summary>What follows SELECT, as the rule has it.</summary>
    public Selection Build(SelectClause select) => Build(select, null);

    /// <summary>An expression of the rule.</summary>
    public Node Build(Expression expression) => Build(expression, null);

    /// <summary>A node for an expression that lies in the query of <paramref name="scope"/>, or in none.</summary>
    private Node Build(Expression expression, QueryScope? scope)
    {
        _expressions++;
        if (scope is null && PathOf(expression) is { } path)
        {
            var slot = _fields.SlotOf(path, ref _slots);
            return path.Count == 0 ? new PayloadNode(slot) : new SlotNode(slot);
        }

        return expression switch
        {
            Literal literal => new ConstantNode(SqlDialect.ValueOf(literal, version)),
            AllFields => new ElementNode(scope!.Depth),
            Field field => Name(field.Name, scope!),
            Member member => new MemberNode(Build(member.Target, scope), member.Name),
            VariableReference variable => Variable(variable.Name),
            Call call => Call(call, scope),
            Unary unary => Unary(unary, scope),
            Binary binary => Binary(binary, scope),
            Case cases => new CaseNode(
                Build(cases.Value, scope),
                [.. cases.Branches.Select(b => (Build(b.Match, scope), Build(b.Result, scope)))],
                cases.Otherwise is null ? null : Build(cases.Otherwise, scope)),
            ArrayLiteral array => Array(array, scope),
            ObjectLiteral literal => new ObjectNode([.. literal.Members.Select(m => (m.Name, Build(m.Value, scope)))]),
            Query query => Query(query, scope),
            _ => throw new NotSupportedException($"no way to evaluate {expression.GetType().Name}"),
        };
    }

    private Selection Build(SelectClause select, QueryScope? scope)
    {
        if (select.IsValue)
        {
            return new Selection(Build(select.Items[0].Expression, scope), hasAll: false, []);
        }

        var tree = new ColumnTree();
        var hasAll = false;
        foreach (var (expression, alias) in select.Items)
        {
            if (expression is AllFields && alias is null)
            {
                hasAll = true;
            }
            else
            {
                tree.Add(alias ?? [DefaultName.Of(expression) ?? throw new NotSupportedException("an expression without a name")], Build(expression, scope));
            }
        }

        return new Selection(null, hasAll, tree.ToColumns());
    }

    /// <summary>The path that an expression takes into the payload; none when it is none.</summary>
    private static IReadOnlyList<string>? PathOf(Expression expression) => expression switch
    {
        AllFields => [],
        Field field => [field.Name],
        Member member when PathOf(member.Target) is { } path => [.. path, member.Name],

        // get(object, 'name') is the path for names that the grammar has no room for; a text of digits may mean an item of an array.
        Call { Function: "get", Arguments: [var target, Literal name] }
            when name.Value.TryGetString(out var text) && !SqlNumber.TryParse(text, out _) && PathOf(target) is { } path => [.. path, text],
        _ => null,
    };

    private VariableNode Variable(string name)
    {
        if (_variables.TryGetValue(name, out var known))
        {
            return known;
        }

        var index = variables.ToList().FindIndex(v => v.Name == name);
        return _variables[name] = new VariableNode(index, Build(variables[index].Value, null));
    }

    private Node Array(ArrayLiteral array, QueryScope? scope)
    {
        Node[] items = [.. array.Items.Select(i => Build(i, scope))];
        return Folded(new ArrayNode(items), items);
    }

    private Node Unary(Unary unary, QueryScope? scope)
    {
        var operand = Build(unary.Operand, scope);
        Node node = unary.Operator switch
        {
            UnaryOperator.Not => new NotNode(operand),
            UnaryOperator.Negate => new NegateNode(operand),
            _ => new ExistsNode(operand),
        };
        return Folded(node, [operand]);
    }

    private Node Binary(Binary binary, QueryScope? scope)
    {
        Node[] operands = [Build(binary.Left, scope), Build(binary.Right, scope)];
        Node node = (binary.Operator, operands) switch
        {
            (BinaryOperator.And or BinaryOperator.Or, _) => new LogicNode(operands[0], operands[1], binary.Operator == BinaryOperator.And),
            (BinaryOperator.Equal or BinaryOperator.NotEqual, [SlotNode field, ConstantNode constant]) when constant.Value.TryGetString(out var text) =>
                new SlotTextNode(field.Slot, text, binary.Operator == BinaryOperator.Equal),
            _ => new BinaryNode(binary.Operator, operands[0], operands[1]),
        };
        return Folded(node, operands);
    }

    private Node Call(Call call, QueryScope? scope)
    {
        switch (call)
        {
            case { Function: "topic", Arguments: [] }:
                return new TopicNode(null);
            case { Function: "topic", Arguments: [Literal literal] } when literal.Value.TryGetInt(out var level) && level is > 0 and <= int.MaxValue:
                return new TopicNode((int)level);
            case { Function: "clientid" }:
                return new ClientIdNode();
            case { Function: "timestamp", Arguments: [] }:
                return new TimestampNode();
            case { Function: "newuuid" }:
                return new NewUuidNode();
            case { Function: "get_mqtt_property", Arguments: [Literal literal] } when literal.Value.TryGetString(out var property):
                return new MqttPropertyNode(property);
        }

        var function = SqlFunctions.Find(call.Function) ?? throw new NotSupportedException($"no function {call.Function}");
        Node[] arguments = [.. call.Arguments.Select(a => a is AllFields && scope is null && function.TakesRawPayload ? new PayloadBytesNode() : Build(a, scope))];
        var node = new CallNode(function, arguments);
        return function.IsPure ? Folded(node, arguments) : node;
    }

    /// <summary>The node's value, when it always has the same.</summary>
    private Node Folded(Node node, Node[] operands)
    {
        if (!operands.All(o => o is ConstantNode))
        {
            return node;
        }

        var frame = new Frame([], default, RuleServices.None, version, []);
        return new ConstantNode(node.Evaluate(ref frame));
    }
}
