namespace Muster.Fleet.Rules.Functions;

/// <summary>What a function does. It never throws: what it has no answer for is Undefined.</summary>
/// <param name="arguments">As many as the function allows.</param>
/// <param name="context">The message, and what the engine lends.</param>
internal delegate SqlValue SqlFunctionBody(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context);
