using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>One input: a statement, messages for it, and a template for the same messages.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Version">Its dialect.</param>
/// <param name="Template">A substitution template.</param>
/// <param name="Payloads">The payloads, each evaluated by both.</param>
/// <param name="Call">A call past the parser; null for none.</param>
/// <param name="Context">What the broker knows of the messages.</param>
internal sealed record FuzzInput(string Sql, SqlVersion Version, string Template, IReadOnlyList<byte[]> Payloads, FuzzCall? Call, MessageContext Context)
{
    /// <summary>The input of that index in the run of that seed: always the same.</summary>
    internal static FuzzInput Make(ulong seed, long index)
    {
        var dice = new Dice(seed, index);
        var version = dice.Percent(85) ? SqlVersion.V20160323 : SqlVersion.V20151008;
        var isLabour = dice.Next(400) == 0;
        return new FuzzInput(
            isLabour ? Labours.Statement(dice) : Statements.Make(dice, version),
            isLabour ? SqlVersion.V20160323 : version,
            dice.Percent(25) ? Templates.Make(dice, version) : "",
            [.. Enumerable.Range(0, 1 + dice.Few(3)).Select(_ => isLabour ? Labours.Payload(dice) : Generation.Payloads.Make(dice))],
            dice.Percent(50) ? FuzzCall.Make(dice) : null,
            Contexts.Make(dice));
    }
}
