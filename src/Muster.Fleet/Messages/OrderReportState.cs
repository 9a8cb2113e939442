namespace Muster.Fleet.Messages;

/// <summary>How an order stands, as its robot reports it (design.md section 5).</summary>
public enum OrderReportState
{
    /// <summary>It will do it.</summary>
    Accepted,

    /// <summary>It is at it.</summary>
    InProgress,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It could not do it.</summary>
    Failed,

    /// <summary>It will not do it.</summary>
    Rejected,

    /// <summary>It stopped, as it was told.</summary>
    Canceled,
}
