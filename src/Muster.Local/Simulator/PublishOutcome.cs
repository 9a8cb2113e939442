namespace Muster.Local.Simulator;

/// <summary>What became of a message.</summary>
internal enum PublishOutcome
{
    /// <summary>The broker acknowledged it.</summary>
    Acknowledged,

    /// <summary>The broker refused it, and would again.</summary>
    Refused,

    /// <summary>Nobody knows: no answer came, or "not now".</summary>
    Unknown,
}
