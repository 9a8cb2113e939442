namespace Muster.Bench.Functions;

/// <summary>What one run came to. Times are in milliseconds.</summary>
/// <param name="Init">From the start of the process to its first <c>next</c>, median over the runs.</param>
/// <param name="Cold">The first invocation, median over the runs.</param>
/// <param name="Warm">An invocation after it, median over all.</param>
/// <param name="WarmP99">The 99th percentile of those.</param>
/// <param name="PeakMemory">The peak of resident memory, MB, the largest of the runs.</param>
/// <param name="ZipBytes">The package's size.</param>
internal sealed record FunctionFigures(double Init, double Cold, double Warm, double WarmP99, int PeakMemory, long ZipBytes);

/// <param name="Aot">The native package.</param>
/// <param name="Jit">The same on the .NET runtime.</param>
/// <param name="Plain">One <c>UpdateItem</c> of two attributes from a native program with nothing around it, median, ms.</param>
/// <param name="Same">The same with the conditional <c>UpdateItem</c> that update-status makes.</param>
/// <param name="Boto3Import">The import of a boto3 handler with its table, median, ms.</param>
internal sealed record FunctionsResult(FunctionFigures Aot, FunctionFigures Jit, double Plain, double Same, double Boto3Import);
