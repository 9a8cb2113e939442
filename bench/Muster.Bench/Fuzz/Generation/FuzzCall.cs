using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Functions;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>A call of a function past the parser, with values that a message need not bring.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">As many as it allows.</param>
internal sealed record FuzzCall(string Name, SqlValue[] Arguments)
{
    private static readonly string[] Names = [.. SqlFunctions.Names];

    internal static FuzzCall Make(Dice dice)
    {
        var name = dice.Pick(Names);
        var function = SqlFunctions.Find(name)!;
        var most = Math.Min(function.MaxArguments, function.MinArguments + 5);
        var kinds = dice.Percent(85) && Signatures.Pick(dice, name) is { } known && known.Length >= function.MinArguments && known.Length <= most
            ? known
            : new string('x', dice.Between(function.MinArguments, most));
        return new FuzzCall(name, [.. kinds.Select(kind => Values.Argument(dice, kind))]);
    }

    public override string ToString() => $"{Name}({string.Join(", ", Arguments.Select(a => $"{a.Kind} {(a.IsUndefined ? "" : a.ToJson())}"))})";
}
