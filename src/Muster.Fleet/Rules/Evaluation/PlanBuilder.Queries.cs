using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <content>Nested queries.</content>
internal sealed partial class PlanBuilder
{
    private QueryNode Query(Query query, QueryScope? around)
    {
        var scope = new QueryScope(around, around is null ? 0 : around.Depth + 1, query.Alias);
        _depth = Math.Max(_depth, scope.Depth + 1);
        var source = Source(query.Source, around);
        var before = _expressions;
        var selection = Build(query.Select, scope);
        var where = query.Where is null ? null : Build(query.Where, scope);
        return new QueryNode(source, query.Source is AllFields, scope.Depth, selection, where, 1 + _expressions - before);
    }

    /// <summary>
    /// The array of a nested query. A path begins in the element of the query around it, and where that has no such field in
    /// what lies further out, at last in the payload.
    /// </summary>
    private Node Source(Expression source, QueryScope? scope)
    {
        if (scope is null || PathOf(source) is not { Count: > 0 } path || IsAlias(path[0], scope))
        {
            return Build(source, scope);
        }

        var candidates = new List<Node>();
        for (var at = scope; at is not null; at = at.Around)
        {
            candidates.Add(Build(source, at));
        }

        candidates.Add(Build(source, null));
        return new FirstNode([.. candidates]);
    }

    /// <summary>What a name means in a query: the element that is called so, or a field of the innermost element.</summary>
    private static Node Name(string name, QueryScope scope)
    {
        for (var at = scope; at is not null; at = at.Around)
        {
            if (at.Alias == name)
            {
                return new ElementNode(at.Depth);
            }
        }

        return new MemberNode(new ElementNode(scope.Depth), name);
    }

    private static bool IsAlias(string name, QueryScope? scope) =>
        scope is not null && (scope.Alias == name || IsAlias(name, scope.Around));
}
