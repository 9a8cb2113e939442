using Muster.Tests.Processes;

namespace Muster.Tests.Crash;

public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20260917;
    private const int Rounds = 20;
    private const int RoundsToBeCaught = 15;

    private readonly TempFolder _data = new();
    private readonly Random _random = new(Seed);
    private readonly CrashFleet _fleet = new(robots: 300);

    [Fact]
    public async Task Kill_9_under_load_loses_nothing_that_was_acknowledged()
    {
        var muster = await MusterProcess.UpAsync(_data.Path);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await _fleet.ReportUntilKilledAsync(muster, last: _random.Next(1, 10_000));
                await muster.DisposeAsync();
                muster = await MusterProcess.UpAsync(_data.Path);

                Assert.Empty(await CrashCheck.LossesAsync(muster.Api, _fleet));
                Assert.Empty(await CrashCheck.ContradictionsAsync(muster.Api, _fleet));
                Assert.Equal("ok", CrashCheck.Integrity(_data.Path));
            }
        }
        finally
        {
            await muster.DisposeAsync();
        }

        output.WriteLine($"{Rounds} kills, {_fleet.Acknowledgements} reports of {_fleet.Robots.Count} robots acknowledged, none lost");
    }

    /// <summary>The test above could pass because it looks at nothing: here Muster breaks the promise, and has to be caught.</summary>
    [Fact]
    public async Task The_crash_test_notices_early_acknowledgements()
    {
        var unsafely = new Dictionary<string, string> { ["MUSTER_UNSAFE_ACKNOWLEDGE_EARLY"] = "1" };
        for (var round = 1; round <= RoundsToBeCaught; round++)
        {
            await using (var muster = await MusterProcess.UpAsync(_data.Path, unsafely))
            {
                await _fleet.ReportUntilKilledAsync(muster, last: _random.Next(2_000, 10_000));
            }

            await using var restarted = await MusterProcess.UpAsync(_data.Path, unsafely);
            var losses = await CrashCheck.LossesAsync(restarted.Api, _fleet);
            if (losses.Count > 0)
            {
                output.WriteLine($"caught in round {round}: {losses.Count} robots lost reports, such as {losses[0]}");
                return;
            }
        }

        Assert.Fail($"acknowledgements before the commit went unnoticed through {RoundsToBeCaught} kills: the crash test proves nothing");
    }

    public void Dispose() => _data.Dispose();
}
