namespace Muster.Fleet.Orders;

/// <summary>The states as they travel: upper-case words.</summary>
public static class OrderStateNames
{
    /// <summary>All of them, in the order of an order's life.</summary>
    public static IReadOnlyList<string> All { get; } = ["PENDING", "ASSIGNED", "IN_PROGRESS", "COMPLETED", "FAILED", "CANCELED"];

    /// <summary>The word for <paramref name="state"/> on the wire.</summary>
    public static string ToWire(this OrderState state) => All[(int)state];

    /// <summary>The state of that name; false when there is none.</summary>
    public static bool TryParse(string name, out OrderState state)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
            {
                state = (OrderState)i;
                return true;
            }
        }

        state = default;
        return false;
    }

    /// <summary>Whether a robot holds an order in that state.</summary>
    public static bool IsHeld(this OrderState state) => state is OrderState.Assigned or OrderState.InProgress;

    /// <summary>Whether nothing more happens to an order in that state by itself.</summary>
    public static bool IsEnded(this OrderState state) => state >= OrderState.Completed;
}
