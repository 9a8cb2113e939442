namespace Muster.Hosting;

/// <summary>Switches that break promises on purpose, so that a test can show that it would notice. Never for use.</summary>
internal static class UnsafeSwitches
{
    /// <summary>Acknowledge before the commit, and do not sync.</summary>
    public static bool AcknowledgeEarly => Environment.GetEnvironmentVariable("MUSTER_UNSAFE_ACKNOWLEDGE_EARLY") == "1";
}
