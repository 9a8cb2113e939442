using Muster.Fleet.Messages;

namespace Muster.Fleet.Operations;

/// <summary>What came of something that a person asked for.</summary>
/// <typeparam name="T">What it was about.</typeparam>
/// <param name="Value">It, as it stands now; none when that was refused.</param>
/// <param name="Refusal">Why it was refused; none when it was not.</param>
/// <param name="IsRepeat">Whether it had been done before, so that nothing was done now.</param>
public readonly record struct OperationResult<T>(T? Value, Refusal? Refusal = null, bool IsRepeat = false)
    where T : class;
