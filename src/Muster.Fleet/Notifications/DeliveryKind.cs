namespace Muster.Fleet.Notifications;

/// <summary>How an attempt to deliver ended.</summary>
internal enum DeliveryKind
{
    /// <summary>The other side has it.</summary>
    Taken,

    /// <summary>To be tried again.</summary>
    Failed,

    /// <summary>To be tried again; the other side did not answer, and will hardly answer others.</summary>
    TimedOut,

    /// <summary>It would be in vain to try again.</summary>
    Hopeless,
}
