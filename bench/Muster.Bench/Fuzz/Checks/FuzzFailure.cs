namespace Muster.Bench.Fuzz.Checks;

/// <summary>What an input showed to be wrong.</summary>
/// <param name="Kind">What went wrong, in a few words that are the same for the same mistake.</param>
/// <param name="Detail">How it showed.</param>
internal sealed record FuzzFailure(string Kind, string Detail)
{
    /// <summary>An exception that should not have come; the place where it was thrown is part of its kind.</summary>
    internal static FuzzFailure From(string step, Exception exception)
    {
        var place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Muster.Fleet", StringComparison.Ordinal))?.Trim() ?? "no place in Muster.Fleet";
        return new FuzzFailure($"{step}: {exception.GetType().Name} {place.Split(" in ")[0]}", exception.ToString());
    }
}
