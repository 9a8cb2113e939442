namespace Muster.Local.Functions;

/// <summary>Where the program on the other side of a Runtime API is; the names are those in Lambda's error messages.</summary>
internal enum RuntimeState
{
    /// <summary>It starts, and has asked for nothing yet.</summary>
    Started,

    /// <summary>It said that it can't start.</summary>
    InitError,

    /// <summary>It waits for an event.</summary>
    Ready,

    /// <summary>It works on one.</summary>
    Running,

    /// <summary>It has answered, and not asked for the next event yet.</summary>
    ResponseSent,
}
