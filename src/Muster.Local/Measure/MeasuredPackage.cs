using Muster.Local.Functions;

namespace Muster.Local.Measure;

/// <summary>A function that is measured.</summary>
/// <param name="Name">What tables and charts call it; no other of the same plan has it.</param>
/// <param name="Package">Its package.</param>
/// <param name="Options">How it is set up; each point has a memory size of its own.</param>
public sealed record MeasuredPackage(string Name, FunctionPackage Package, FunctionOptions Options);
