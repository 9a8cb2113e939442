namespace Muster.Fleet.Configuration;

/// <summary>Which of the robots that could take an order gets it.</summary>
public enum DispatchPolicy
{
    /// <summary>The one that has been idle for longest. In the file <c>longest-idle</c>.</summary>
    LongestIdle,

    /// <summary>The one with the fullest battery. In the file <c>highest-battery</c>.</summary>
    HighestBattery,

    /// <summary>The one nearest to where the work begins. In the file <c>nearest</c>.</summary>
    Nearest,
}
