using Muster.Fleet.Costs;

namespace Muster.Local.Measure;

/// <summary>What is measured, and how.</summary>
public sealed record MeasurePlan
{
    /// <summary>The functions, side by side.</summary>
    public required IReadOnlyList<MeasuredPackage> Packages { get; init; }

    /// <summary>The event that each of them gets again and again, JSON.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>Memory sizes in MB. Default 128, 256, 512, 1,024.</summary>
    public IReadOnlyList<int> MemorySizes { get; init; } = [128, 256, 512, 1024];

    /// <summary>Invocations in one environment, the first one among them, which is cold. Default 44.</summary>
    public int Runs { get; init; } = 44;

    /// <summary>Fresh environments, for the statistics of init and first invocation; the first of them makes all the <see cref="Runs"/>. Default 3.</summary>
    public int ColdStarts { get; init; } = 3;

    /// <summary>Between two invocations: three periods of the scheduler, so that none begins with what another has overdrawn. Default 60 ms.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>How often the function is invoked, for the monthly cost. Default 100 a minute.</summary>
    public Rate Rate { get; init; } = new(100, 60);

    /// <summary>The prices. Default those of arm64.</summary>
    public LambdaPrices Prices { get; init; } = LambdaPrices.Arm64;

    /// <summary>The processor that <see cref="Prices"/> are for: <c>arm64</c> or <c>x64</c>.</summary>
    public string Architecture { get; init; } = "arm64";
}
