namespace Muster.Commands.Rules;

/// <summary>Something in a file's rules that is not right.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Column">The column of the file, from 1.</param>
/// <param name="Path">The JSON path of the setting.</param>
/// <param name="Rule">The rule; none when it is not of one rule.</param>
/// <param name="Problem">What is wrong, and what would be right; of SQL with its line and column.</param>
internal sealed record RuleProblemView(string File, int Line, int Column, string Path, string? Rule, string Problem);
