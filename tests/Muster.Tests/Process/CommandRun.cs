using System.Diagnostics;
using OsProcess = System.Diagnostics.Process;

namespace Muster.Tests.Processes;

/// <summary>A command that was run to its end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Errors">What it wrote to stderr.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    /// <summary>After this, a process that should have answered or ended is taken to hang; nothing is measured by it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs it; a command that does not end fails the test.</summary>
    public static async Task<CommandRun> RunAsync(string file, params string[] arguments)
    {
        using var process = OsProcess.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new CommandRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end within {Deadline.TotalSeconds} s");
        }
    }

    /// <summary>The path of a program, or none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test when a program is not here.</summary>
    public static void Need(string program)
    {
        if (Find(program) is null)
        {
            Assert.Skip($"{program} is not here: run eng/setup.sh");
        }
    }
}
