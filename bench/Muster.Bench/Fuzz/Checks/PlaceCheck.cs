using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>Whether a refusal helps the one who wrote the text.</summary>
internal static class PlaceCheck
{
    /// <summary>A refusal points into the text, or just behind it, and says something.</summary>
    internal static FuzzFailure? Mistake(string text, IotSqlException refusal)
    {
        var line = text.Split('\n').ElementAtOrDefault(refusal.Line - 1);
        var isInside = line is not null && refusal.Column >= 1 && refusal.Column <= line.Length + 1;
        return isInside && refusal.Problem.Length > 0 ? null : new FuzzFailure("refusal outside the text", refusal.Message);
    }
}
