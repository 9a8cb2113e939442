namespace Muster.Local.Measure;

/// <summary>Why a point could not be measured to its end.</summary>
public enum MeasureFailureKind
{
    /// <summary>The function wanted more memory than its size, and was killed.</summary>
    OutOfMemory,

    /// <summary>An invocation took longer than the time-out.</summary>
    TimedOut,

    /// <summary>It did not come to ask for its first event.</summary>
    InitFailed,

    /// <summary>Its process ended.</summary>
    Exited,

    /// <summary>It answered with an error.</summary>
    Error,

    /// <summary>A function of the fleet refused the event: what was measured would be the refusal.</summary>
    Refused,
}
