namespace Muster.Fleet.Orders;

/// <summary>Where an order is in its life (design.md section 4). The numbers are stored: never renumber.</summary>
public enum OrderState
{
    /// <summary>Waits for a robot.</summary>
    Pending = 0,

    /// <summary>Given to a robot that has not begun yet.</summary>
    Assigned = 1,

    /// <summary>A robot works on it.</summary>
    InProgress = 2,

    /// <summary>Done.</summary>
    Completed = 3,

    /// <summary>Given up; the reason says why.</summary>
    Failed = 4,

    /// <summary>Called off.</summary>
    Canceled = 5,
}
