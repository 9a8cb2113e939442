namespace Muster.Fleet.Rules.Sql;

/// <summary>An expression of IoT SQL.</summary>
public abstract record Expression
{
    /// <summary>How many expressions lie in one another.</summary>
    internal virtual int Depth => 1;

    private protected static int DepthOver(IEnumerable<Expression?> parts) => 1 + parts.Max(p => p?.Depth ?? 0);
}

/// <summary><c>*</c>: the payload; in a nested query the element.</summary>
public sealed record AllFields : Expression;

/// <summary>A number, a text, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
/// <param name="Value">Its value; a number with a decimal point or an exponent is a Decimal here, whatever the dialect makes of it.</param>
public sealed record Literal(SqlValue Value) : Expression;

/// <summary>A field of the payload, or of the element of a nested query, or the element by the name that AS gave it.</summary>
/// <param name="Name">Its name.</param>
public sealed record Field(string Name) : Expression;

/// <summary><c>@name</c>, which SET defined.</summary>
/// <param name="Name">Its name without the @.</param>
public sealed record VariableReference(string Name) : Expression;

/// <summary><c>target.name</c>.</summary>
/// <param name="Target">An object.</param>
/// <param name="Name">The member's name.</param>
public sealed record Member(Expression Target, string Name) : Expression
{
    internal override int Depth { get; } = 1 + Target.Depth;
}

/// <summary><c>function(argument, …)</c>; <c>cast(value AS Type)</c> has the type as a text.</summary>
/// <param name="Function">The function's name as the reference writes it.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record Call(string Function, SqlList<Expression> Arguments) : Expression
{
    internal override int Depth { get; } = DepthOver([null, .. Arguments]);
}

/// <summary>An operator before its operand.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Operand">The operand.</param>
public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression
{
    internal override int Depth { get; } = 1 + Operand.Depth;
}

/// <summary>An operator between its operands.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    internal override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);
}

/// <summary><c>CASE value WHEN match THEN result … ELSE result END</c>.</summary>
/// <param name="Value">What is matched.</param>
/// <param name="Branches">The branches in their order, at least one.</param>
/// <param name="Otherwise">The result when none matches; none is Undefined.</param>
public sealed record Case(Expression Value, SqlList<CaseBranch> Branches, Expression? Otherwise) : Expression
{
    internal override int Depth { get; } = DepthOver([Value, Otherwise, .. Branches.Select(b => b.Match), .. Branches.Select(b => b.Result)]);
}

/// <summary><c>WHEN match THEN result</c>.</summary>
/// <param name="Match">What the value has to equal.</param>
/// <param name="Result">The result then.</param>
public sealed record CaseBranch(Expression Match, Expression Result);

/// <summary><c>[item, …]</c>.</summary>
/// <param name="Items">The items.</param>
public sealed record ArrayLiteral(SqlList<Expression> Items) : Expression
{
    internal override int Depth { get; } = DepthOver([null, .. Items]);
}

/// <summary><c>{'name': value, …}</c>.</summary>
/// <param name="Members">The members; a name that comes again replaces the one before.</param>
public sealed record ObjectLiteral(SqlList<ObjectMember> Members) : Expression
{
    internal override int Depth { get; } = DepthOver([null, .. Members.Select(m => m.Value)]);
}

/// <summary><c>'name': value</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record ObjectMember(string Name, Expression Value);

/// <summary><c>(SELECT … FROM source [AS alias] [WHERE condition])</c>: the array of what is selected of each element.</summary>
/// <param name="Select">What is selected.</param>
/// <param name="Source">An array, or an object, which counts as an array of it alone.</param>
/// <param name="Alias">The element's name; none when it has none.</param>
/// <param name="Where">Which elements; none selects all.</param>
public sealed record Query(SelectClause Select, Expression Source, string? Alias, Expression? Where) : Expression
{
    internal override int Depth { get; } = DepthOver([Source, Where, .. Select.Items.Select(i => i.Expression)]);
}
