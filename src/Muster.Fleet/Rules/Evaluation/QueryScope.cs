namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A nested query while its parts are built: what names mean in it.</summary>
/// <param name="Around">The query around it; none for the rule itself.</param>
/// <param name="Depth">How many queries lie around it.</param>
/// <param name="Alias">The name of its element; none when it has none.</param>
internal sealed record QueryScope(QueryScope? Around, int Depth, string? Alias);
