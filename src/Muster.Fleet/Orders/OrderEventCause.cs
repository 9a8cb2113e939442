namespace Muster.Fleet.Orders;

/// <summary>What brought a change of an order about.</summary>
public static class OrderEventCause
{
    /// <summary>It was placed.</summary>
    public const string Placed = "PLACED";

    /// <summary>Dispatch gave it to a robot.</summary>
    public const string Dispatched = "DISPATCHED";

    /// <summary>The robot's own report.</summary>
    public const string Report = "REPORT";

    /// <summary>The robot did not accept it in time.</summary>
    public const string NotAccepted = "NOT_ACCEPTED";

    /// <summary>The robot is gone.</summary>
    public const string RobotOffline = "ROBOT_OFFLINE";

    /// <summary>The robot is in trouble.</summary>
    public const string RobotFault = "ROBOT_FAULT";

    /// <summary>The robot was retired, or does not know of the order any more.</summary>
    public const string RobotRetired = "ROBOT_RETIRED";

    /// <summary>It took longer than its item may.</summary>
    public const string TookTooLong = "TOOK_TOO_LONG";

    /// <summary>Its deadline passed before it was begun.</summary>
    public const string DeadlinePassed = "DEADLINE_PASSED";

    /// <summary>It waited longer than it may.</summary>
    public const string Expired = "EXPIRED";

    /// <summary>It was called off.</summary>
    public const string Canceled = "CANCELED";

    /// <summary>The robot did not answer when it was called off.</summary>
    public const string CancelNotAnswered = "CANCEL_NOT_ANSWERED";

    /// <summary>A person changed its priority.</summary>
    public const string PriorityChanged = "PRIORITY_CHANGED";

    /// <summary>A person sent it back into the queue.</summary>
    public const string Requeued = "REQUEUED";

    /// <summary>A person failed it.</summary>
    public const string FailedByHand = "FAILED_BY_HAND";
}
