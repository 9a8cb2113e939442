using System.Text.Json.Nodes;
using Muster.Tests.Processes;

namespace Muster.Tests.RealClients;

/// <summary>A robot made with paho-mqtt: client id and name are the same, it has a last will, and listens to its refusals.</summary>
internal sealed class PahoRobot : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _name;
    private readonly TempFolder _folder;
    private readonly RunningCommand _process;

    private PahoRobot(string name, TempFolder folder, RunningCommand process)
    {
        _name = name;
        _folder = folder;
        _process = process;
    }

    /// <summary>Skips the test where there is no paho.</summary>
    public static async Task NeedAsync()
    {
        if (!File.Exists(Python) || (await CommandRun.RunAsync(Python, "-c", "import paho.mqtt.client")).ExitCode != 0)
        {
            Assert.Skip("python3-paho-mqtt is not here: run eng/setup.sh");
        }
    }

    /// <summary>Starts it; connected and subscribed when it returns.</summary>
    /// <param name="port">The broker's port; for <c>websockets</c> the HTTP API's.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version"><c>311</c> or <c>5</c>.</param>
    /// <param name="transport"><c>tcp</c> or <c>websockets</c>.</param>
    public static async Task<PahoRobot> StartAsync(int port, string name, string version = "5", string transport = "tcp")
    {
        var folder = new TempFolder();
        var process = RunningCommand.Start(Python, folder.Write("robot.py", PahoScript.Text), $"{port}", version, transport, name);
        var robot = new PahoRobot(name, folder, process);
        try
        {
            await robot.EventAsync("subscribed");
            return robot;
        }
        catch
        {
            await robot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reports on its topic and does not wait.</summary>
    public Task SendAsync(string status) => _process.WriteAsync(new JsonObject
    {
        ["topic"] = $"robots/{_name}/status",
        ["payload"] = $$"""{"name":"{{_name}}","status":"{{status}}"}""",
    }.ToJsonString());

    /// <summary>Reports, and waits for the acknowledgement.</summary>
    /// <returns>Its reason code, and the reason in words.</returns>
    public async Task<(int Code, string? Reason)> ReportAsync(string status)
    {
        await SendAsync(status);
        var acknowledged = await EventAsync("acknowledged");
        return (acknowledged["code"]!.GetValue<int>(), acknowledged["reason"]?.GetValue<string>());
    }

    /// <summary>The next event of a kind; those before it are passed over.</summary>
    public async Task<JsonNode> EventAsync(string kind) => JsonNode.Parse(await _process.LineAsync($"\"event\": \"{kind}\""))!;

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
