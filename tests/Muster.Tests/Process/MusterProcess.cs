using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Muster.Tests.Support;
using OsProcess = System.Diagnostics.Process;

namespace Muster.Tests.Processes;

/// <summary>The <c>muster</c> executable as a process of its own; it ends with the test, whatever happens.</summary>
internal sealed class MusterProcess : IAsyncDisposable
{
    private readonly OsProcess _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private MusterProcess(OsProcess process) => _process = process;

    public int MqttPort { get; private set; }

    public int HttpPort { get; private set; }

    /// <summary>The HTTP API; there is one once it is ready.</summary>
    public FleetApi Api { get; private set; } = null!;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written so far.</summary>
    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts <c>muster</c> with these arguments.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Environment variables beside those that are there.</param>
    /// <param name="through">A command that runs it, such as <c>nsenter</c>; none by default.</param>
    public static MusterProcess Launch(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, IReadOnlyList<string>? through = null)
    {
        string[] line = [.. through ?? [], MusterBinary.Path, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["DOTNET_ROOT"] = MusterBinary.DotnetRoot;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var muster = new MusterProcess(OsProcess.Start(start)!);
        muster._process.OutputDataReceived += (_, e) => Append(muster._output, e.Data);
        muster._process.ErrorDataReceived += (_, e) => Append(muster._errors, e.Data);
        muster._process.BeginOutputReadLine();
        muster._process.BeginErrorReadLine();
        return muster;
    }

    /// <summary><c>muster up</c> on free ports, ready when it returns.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="environment">Environment variables beside those that are there.</param>
    /// <param name="through">A command that runs it.</param>
    /// <param name="seenAs">The data folder as this process sees it, where that is another path.</param>
    /// <param name="more">More arguments.</param>
    public static async Task<MusterProcess> UpAsync(
        string data,
        IReadOnlyDictionary<string, string>? environment = null,
        IReadOnlyList<string>? through = null,
        string? seenAs = null,
        IReadOnlyList<string>? more = null)
    {
        var muster = Launch(["up", "--mqtt-port", "0", "--http-port", "0", "--data", data, .. more ?? []], environment, through);
        await muster.BecomeReadyAsync(seenAs ?? data);
        return muster;
    }

    /// <summary>Waits until it says where it is, and is ready.</summary>
    public async Task BecomeReadyAsync(string data)
    {
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(!IsUp() || TryReadPorts(Path.Combine(data, "muster.run.json"))), "muster.run.json is written");
            await Eventually.TrueAsync(async () => !IsUp() || (await Api.ReadyAsync()).Status == HttpStatusCode.OK, "/readyz answers 200");
            Assert.True(IsUp(), $"muster ended at its start. {Errors}{Output}");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a signal by its name, such as <c>TERM</c>.</summary>
    public async Task SignalAsync(string signal) =>
        Assert.Equal(0, (await CommandRun.RunAsync("/bin/sh", "-c", $"kill -{signal} {_process.Id}")).ExitCode);

    /// <summary>SIGKILL, at once.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"muster did not end within {CommandRun.Deadline.TotalSeconds} s. {Errors}{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private bool IsUp() => !_process.HasExited;

    /// <summary>Reads the run file; the file of an earlier process that was killed is not ours.</summary>
    private bool TryReadPorts(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var run = JsonDocument.Parse(File.ReadAllBytes(path));
        if (run.RootElement.GetProperty("pid").GetInt32() != _process.Id)
        {
            return false;
        }

        MqttPort = run.RootElement.GetProperty("mqttPort").GetInt32();
        HttpPort = run.RootElement.GetProperty("httpPort").GetInt32();
        Api = new FleetApi(new Uri(run.RootElement.GetProperty("url").GetString()!));
        return true;
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
