namespace Muster.Fleet.Rules.Sql;

/// <summary>A parsed rule: <c>[SET @name = expression, …] SELECT … [FROM 'filter'] [WHERE condition]</c>.</summary>
/// <param name="Variables">What SET defines, in order.</param>
/// <param name="Select">What is selected.</param>
/// <param name="Filter">The topic filter; none for a rule that only Basic Ingest reaches.</param>
/// <param name="Where">The condition; none selects every message.</param>
public sealed record SqlStatement(SqlList<SqlVariable> Variables, SelectClause Select, string? Filter, Expression? Where);

/// <summary><c>@name = expression</c> of a SET clause.</summary>
/// <param name="Name">Its name without the @.</param>
/// <param name="Value">What it stands for.</param>
public sealed record SqlVariable(string Name, Expression Value);

/// <summary>What follows SELECT.</summary>
/// <param name="IsValue">Whether VALUE follows: the one item is the result itself, not a member of an object.</param>
/// <param name="Items">The items, at least one.</param>
public sealed record SelectClause(bool IsValue, SqlList<SelectItem> Items);

/// <summary>One entry of the SELECT list.</summary>
/// <param name="Expression">What is selected.</param>
/// <param name="Alias">The name it gets, a path where it has dots; none for its own name.</param>
public sealed record SelectItem(Expression Expression, SqlList<string>? Alias);
