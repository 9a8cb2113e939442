namespace Muster.Local.Simulator;

/// <summary>What a robot says of an order (design.md section 5).</summary>
internal static class OrderStates
{
    /// <summary>It will do it.</summary>
    public const string Accepted = "ACCEPTED";

    /// <summary>It is at it.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>It is done.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>It could not do it.</summary>
    public const string Failed = "FAILED";

    /// <summary>It will not do it.</summary>
    public const string Rejected = "REJECTED";

    /// <summary>It stopped, as it was told.</summary>
    public const string Canceled = "CANCELED";
}
