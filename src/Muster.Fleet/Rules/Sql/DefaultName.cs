namespace Muster.Fleet.Rules.Sql;

/// <summary>The name of a selected expression that AS gives none.</summary>
internal static class DefaultName
{
    /// <summary>A field's name, the last of a path, a function's name; none for all other expressions.</summary>
    public static string? Of(Expression expression) => expression switch
    {
        Field field => field.Name,
        Member member => member.Name,
        VariableReference variable => variable.Name,
        Call call => call.Function,
        _ => null,
    };
}
