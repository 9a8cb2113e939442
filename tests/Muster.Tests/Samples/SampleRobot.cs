using Muster.Tests.Processes;

namespace Muster.Tests.SampleRobots;

/// <summary>A robot of <c>samples/</c> as a process, in a folder of its own for its journal.</summary>
internal sealed class SampleRobot : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly TempFolder _folder;
    private readonly RunningCommand _process;

    private SampleRobot(TempFolder folder, RunningCommand process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>Starts it; a test is skipped where what it needs is missing.</summary>
    /// <param name="language"><c>python</c> or <c>csharp</c>.</param>
    /// <param name="port">The broker's port.</param>
    /// <param name="name">Its name.</param>
    /// <param name="seconds">How long an order takes it.</param>
    public static async Task<SampleRobot> StartAsync(string language, int port, string name, int seconds)
    {
        string[] program = language == "python" ? await PythonAsync() : CSharp();
        string[] options = [name, "--site", "munich", "--port", $"{port}", "--seconds", $"{seconds}"];
        var folder = new TempFolder();
        return new SampleRobot(folder, RunningCommand.Start("/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", folder.Path, .. program, .. options]));
    }

    /// <summary>The next line that it wrote with those words.</summary>
    public Task<string> LineAsync(string words) => _process.LineAsync(words);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<string[]> PythonAsync()
    {
        if (!File.Exists(Python) || (await CommandRun.RunAsync(Python, "-c", "import paho.mqtt.client")).ExitCode != 0)
        {
            Assert.Skip("python3-paho-mqtt is not here: run eng/setup.sh");
        }

        return [Python, Path.Combine(Root(), "samples", "python-robot", "robot.py")];
    }

    /// <summary>Built with the tests, in the same configuration.</summary>
    private static string[] CSharp()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return
        [
            Path.Combine(MusterBinary.DotnetRoot, "dotnet"),
            Path.Combine(Root(), "samples", "csharp-robot", "bin", output.Parent!.Name, output.Name, "csharp-robot.dll"),
        ];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Muster.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not run within the repository");
        }

        return folder;
    }
}
