using Muster.Tests.Processes;

namespace Muster.Tests.Hosting;

/// <summary>A start that has to fail: one clear line, a non-zero exit code, and nothing that only programmers understand.</summary>
internal static class FailedStart
{
    /// <summary><c>muster up</c> on free ports with <paramref name="arguments"/>; its one line has all of <paramref name="words"/>.</summary>
    public static Task SaysAsync(string[] arguments, params string[] words) =>
        OfAsync(["up", "--mqtt-port", "0", "--http-port", "0", .. arguments], words);

    /// <summary>The same with the whole command line given.</summary>
    public static Task OfAsync(string[] arguments, params string[] words) => OfAsync(exitCode: 1, arguments, words);

    /// <summary>The same with the exit code that is due.</summary>
    public static async Task OfAsync(int exitCode, string[] arguments, params string[] words)
    {
        await using var muster = MusterProcess.Launch(arguments);
        Assert.Equal(exitCode, await muster.ExitAsync());
        var line = Assert.Single(muster.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("muster: ", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        Assert.DoesNotContain("is up.", muster.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", muster.Output, StringComparison.Ordinal);
    }
}
