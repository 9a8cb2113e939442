using Muster.Tests.Processes;

namespace Muster.Tests.Crash;

/// <summary>The robots of a crash test, and what they know: the model that Muster is measured by.</summary>
internal sealed class CrashFleet(int robots)
{
    public IReadOnlyList<CrashRobot> Robots { get; } = [.. Enumerable.Range(0, robots).Select(i => new CrashRobot($"robot-{i:000}"))];

    /// <summary>How many reports were acknowledged, through all rounds.</summary>
    public long Acknowledgements { get; private set; }

    /// <summary>All robots report as fast as they can; at acknowledgement number <paramref name="last"/>, Muster is killed.</summary>
    public async Task ReportUntilKilledAsync(MusterProcess muster, int last)
    {
        var count = 0;
        await Task.WhenAll(Robots.Select(r => Task.Run(() => r.ReportAsync(muster.MqttPort, () =>
        {
            if (Interlocked.Increment(ref count) == last)
            {
                muster.Kill();
            }
        }))));
        await muster.ExitAsync();
        Acknowledgements += count;
        if (count < last)
        {
            throw new InvalidOperationException($"all connections ended after {count} of {last} acknowledgements, before anybody killed Muster. {muster.Errors}{muster.Output}");
        }
    }
}
