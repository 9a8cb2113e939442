namespace Muster.Bench;

/// <summary>Something that the person at the keyboard can put right: shown without a stack trace.</summary>
internal sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
