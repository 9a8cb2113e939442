namespace Muster.Bench.Rules;

/// <param name="Rounds">Rounds of each measurement.</param>
/// <param name="Messages">What a message costs a rule.</param>
/// <param name="Many">What it costs among many rules, beside one.</param>
/// <param name="BytesPerRule">What a compiled rule of the many holds in memory, with its place in the tree.</param>
internal sealed record RulesReport(int Rounds, IReadOnlyList<MessageCost> Messages, IReadOnlyList<ManyCost> Many, double BytesPerRule);

/// <param name="Name">Which rule.</param>
/// <param name="Sql">Its statement.</param>
/// <param name="PayloadBytes">How long the payload is.</param>
/// <param name="Nanoseconds">Time of a message, median of the rounds.</param>
/// <param name="Least">The same, of the fastest round.</param>
/// <param name="Most">The same, of the slowest.</param>
/// <param name="AllocatedBytes">What it allocates.</param>
/// <param name="CompileMicroseconds">Time to compile the rule, median of the rounds.</param>
internal sealed record MessageCost(
    string Name, string Sql, int PayloadBytes, double Nanoseconds, double Least, double Most, double AllocatedBytes, double CompileMicroseconds);

/// <param name="Name">Which messages.</param>
/// <param name="Rules">How many rules the many are.</param>
/// <param name="OneNanoseconds">Match and evaluate with one rule, median of the rounds.</param>
/// <param name="ManyNanoseconds">The same with all, in turns with it.</param>
/// <param name="Ratio">Median of the ratios of the rounds.</param>
/// <param name="OneMatchNanoseconds">The match alone, with one rule.</param>
/// <param name="ManyMatchNanoseconds">The same with all.</param>
internal sealed record ManyCost(
    string Name, int Rules, double OneNanoseconds, double ManyNanoseconds, double Ratio, double OneMatchNanoseconds, double ManyMatchNanoseconds);
