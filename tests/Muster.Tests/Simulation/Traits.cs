namespace Muster.Tests.Simulation;

/// <summary>What a robot is like.</summary>
internal sealed record Traits
{
    public required string Site { get; init; }

    public bool CanGrill { get; init; }

    /// <summary>Whether its reports say which attempt they are of, and its commands are told apart by it.</summary>
    public bool EchoesAttempt { get; init; }

    /// <summary>Whether its status says which order it is at.</summary>
    public bool SaysOrder { get; init; }

    /// <summary>Whether its status says when it was made.</summary>
    public bool SaysTime { get; init; }

    public double Battery { get; init; }

    /// <summary>Whether it is down when the faults stop, and stays so.</summary>
    public bool IsLostForGood { get; init; }
}
