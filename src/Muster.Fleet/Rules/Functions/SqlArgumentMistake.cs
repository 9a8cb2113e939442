namespace Muster.Fleet.Rules.Functions;

/// <summary>What is wrong with an argument that is a literal.</summary>
/// <param name="Argument">Which, counted from 0.</param>
/// <param name="Problem">What is wrong and what would be right, such as "'base32' is no encoding; known is base64".</param>
internal readonly record struct SqlArgumentMistake(int Argument, string Problem);
