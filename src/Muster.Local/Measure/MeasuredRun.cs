namespace Muster.Local.Measure;

/// <summary>One good invocation.</summary>
/// <param name="Environment">Its environment, from 0.</param>
/// <param name="Init">The init phase before it; none when the environment was warm.</param>
/// <param name="Duration">From the hand-over of the event to the answer.</param>
/// <param name="BilledMilliseconds">Init and duration together, rounded up.</param>
/// <param name="Throttled">How long the function's threads were kept from running by their share of the processor.</param>
public sealed record MeasuredRun(int Environment, TimeSpan? Init, TimeSpan Duration, long BilledMilliseconds, TimeSpan Throttled);
