namespace Muster.Fleet.Configuration;

/// <summary>The dispatch policies as they are written.</summary>
public static class DispatchPolicyNames
{
    /// <summary>All of them, in the order of <see cref="DispatchPolicy"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["longest-idle", "highest-battery", "nearest"];

    /// <summary>The word for <paramref name="policy"/>.</summary>
    public static string ToWire(this DispatchPolicy policy) => All[(int)policy];

    /// <summary>The policy of that name; none when there is none.</summary>
    public static DispatchPolicy? Parse(string text)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == text)
            {
                return (DispatchPolicy)i;
            }
        }

        return null;
    }
}
