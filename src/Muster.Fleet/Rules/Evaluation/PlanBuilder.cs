using System.Runtime.CompilerServices;
using Muster.Fleet.Rules.Functions;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>Makes nodes of expressions, and gathers what they need of a message.</summary>
internal sealed partial class PlanBuilder
{
    private readonly SqlVersion _version;
    private readonly FieldTree _fields = new();
    private readonly Dictionary<string, VariableNode> _variables = new(StringComparer.Ordinal);
    private int _slots;
    private int _depth;
    private int _expressions;

    /// <param name="version">The dialect.</param>
    /// <param name="variables">What SET defines.</param>
    public PlanBuilder(SqlVersion version, IReadOnlyList<SqlVariable> variables)
    {
        _version = version;
        var values = new Node[variables.Count];
        for (var i = 0; i < values.Length; i++)
        {
            // A variable sees those before it.
            values[i] = Build(variables[i].Value, null);
            _variables[variables[i].Name] = new VariableNode(i, values);
        }
    }

    /// <summary>The plan of all that was built so far.</summary>
    public Plan ToPlan() => new(_fields, _slots, _depth, _variables.Count, _version);

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
            Literal literal => new ConstantNode(SqlDialect.ValueOf(literal, _version)),
            AllFields => new ElementNode(scope!.Depth),
            Field field => Name(field.Name, scope!),
            Member member => new MemberNode(Build(member.Target, scope), member.Name),
            VariableReference variable => _variables[variable.Name],
            Call call => Call(call, scope),
            Unary unary => Unary(unary, scope),
            Binary binary => Binary(binary, scope),
            Case cases => Case(cases, scope),
            ArrayLiteral array => Array(array, scope),
            ObjectLiteral literal => Object(literal, scope),
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

    private CaseNode Case(Case cases, QueryScope? scope)
    {
        var value = Build(cases.Value, scope);
        var branches = new (Node Match, Node Result)[cases.Branches.Count];
        for (var i = 0; i < branches.Length; i++)
        {
            branches[i] = (Build(cases.Branches[i].Match, scope), Build(cases.Branches[i].Result, scope));
        }

        return new CaseNode(value, branches, cases.Otherwise is null ? null : Build(cases.Otherwise, scope));
    }

    private Node Array(ArrayLiteral array, QueryScope? scope)
    {
        var items = All(array.Items, scope);
        return Folded(new ArrayNode(items), items);
    }

    private ObjectNode Object(ObjectLiteral literal, QueryScope? scope)
    {
        var members = new (string Name, Node Value)[literal.Members.Count];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = (literal.Members[i].Name, Build(literal.Members[i].Value, scope));
        }

        return new ObjectNode(members);
    }

    /// <summary>Several at once. A loop, and no query of LINQ: expressions lie deep in one another, and each level costs stack.</summary>
    private Node[] All(SqlList<Expression> expressions, QueryScope? scope, bool asBytes = false)
    {
        var nodes = new Node[expressions.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = asBytes && expressions[i] is AllFields && scope is null ? new PayloadBytesNode() : Build(expressions[i], scope);
        }

        return nodes;
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
        var arguments = All(call.Arguments, scope, function.TakesRawPayload);
        var node = new CallNode(function, arguments);
        return function.IsPure ? Folded(node, arguments) : node;
    }

    /// <summary>The node's value, when it always has the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Node Folded(Node node, Node[] operands)
    {
        if (!operands.All(o => o is ConstantNode))
        {
            return node;
        }

        var frame = new Frame([], default, RuleServices.None, _version, []);
        return new ConstantNode(node.Evaluate(ref frame));
    }
}
