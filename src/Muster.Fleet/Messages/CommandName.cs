namespace Muster.Fleet.Messages;

/// <summary>What a robot can be told (design.md section 5).</summary>
public static class CommandName
{
    /// <summary>Carry an order out.</summary>
    public const string ExecuteOrder = "EXECUTE_ORDER";

    /// <summary>Stop carrying an order out.</summary>
    public const string CancelOrder = "CANCEL_ORDER";

    /// <summary>Go and charge.</summary>
    public const string Charge = "CHARGE";

    /// <summary>Stop and take no work.</summary>
    public const string Pause = "PAUSE";

    /// <summary>Be ready for work again.</summary>
    public const string Resume = "RESUME";
}
