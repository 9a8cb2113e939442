namespace Muster.Bench.Fuzz.Generation;

/// <summary>What an expression should rather be, so that most of what is generated gets past the first argument.</summary>
internal enum Want
{
    Any,
    Number,
    Text,
    Boolean,
    Array,
    Object,
    Bytes,
}
