using System.Diagnostics;
using Muster.Bench.Servers;

namespace Muster.Bench.Fuzz;

/// <summary>
/// Runs the fuzzer in a process of its own: what no program can catch, a stack that is full, ends that process, and this one
/// still knows which inputs were in hand.
/// </summary>
internal static class FuzzCommand
{
    private const int LinesShown = 30;
    private const int LineLength = 200;

    internal static int Run(string[] args, CancellationToken cancellationToken)
    {
        var options = FuzzOptions.Parse(args);
        if (options.Only is { } index)
        {
            return FuzzOne.Run(options, index);
        }

        return options.Slots is { } slots ? FuzzRun.Run(options, slots, cancellationToken) : Supervise(options, cancellationToken);
    }

    private static int Supervise(FuzzOptions options, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder(null);
        var slots = Path.Combine(folder.Path, "slots");
        using (FuzzSlots.Open(slots, options.Threads))
        {
            // Made here, so that it can be read whatever becomes of the worker.
        }

        using var worker = Process.Start(StartInfo(options.ToArguments(slots)))!;
        Forward(worker.StandardError);
        worker.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        if (worker.ExitCode is not (FuzzExit.Clean or FuzzExit.Failures or FuzzExit.Hang))
        {
            using var held = FuzzSlots.Open(slots, options.Threads);
            Console.WriteLine($"the process ended with code {worker.ExitCode}, at one of these inputs:");
            foreach (var index in held.Indexes())
            {
                Console.WriteLine($"  fuzz-rules --seed {options.Seed} --only {index}");
            }
        }

        return worker.ExitCode;
    }

    /// <summary>The beginning of what the worker says last: a stack that is full is thousands of lines long.</summary>
    private static void Forward(StreamReader errors)
    {
        for (var (line, number) = (errors.ReadLine(), 0); line is not null; (line, number) = (errors.ReadLine(), number + 1))
        {
            if (number < LinesShown)
            {
                Console.Error.WriteLine(line.Length > LineLength ? line[..LineLength] : line);
            }
        }
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new BenchException("cannot tell how this program was started");

        // Started as `dotnet Muster.Bench.dll`, the process is dotnet and needs to be told which program to run.
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new ProcessStartInfo(program, isHost ? [Path.Combine(AppContext.BaseDirectory, "Muster.Bench.dll"), .. arguments] : arguments) { RedirectStandardError = true };
    }
}
