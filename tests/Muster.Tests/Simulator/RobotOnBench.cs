using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Muster.Local.Simulator;

namespace Muster.Tests.Simulator;

/// <summary>A simulated robot with a fake clock; every message is acknowledged unless the test says otherwise.</summary>
internal sealed class RobotOnBench
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public RobotOnBench(Func<SimulatedRobotOptions, SimulatedRobotOptions>? change = null, int seed = 1, IEnumerable<string>? completed = null, Action<string>? append = null)
    {
        var options = new SimulatedRobotOptions { Name = "r1", Site = "munich", Capabilities = ["coffee"], ReportInterval = TimeSpan.FromSeconds(1) };
        Robot = new SimulatedRobot(change?.Invoke(options) ?? options, new Random(seed), Begin, completed, append);
        Robot.Start(Now);
    }

    public SimulatedRobot Robot { get; }

    public DateTimeOffset Now { get; private set; } = Begin;

    /// <summary>Whether the broker answers.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>What was sent, oldest first.</summary>
    public List<(string Topic, JsonNode Body)> Sent { get; } = [];

    /// <summary>The order reports so far, as <c>id STATE</c>; progress left out.</summary>
    public IReadOnlyList<string> OrderReports
    {
        get
        {
            Collect();
            return [.. Sent.Where(m => m.Topic.Contains("/orders/", StringComparison.Ordinal)).Select(m => $"{m.Topic.Split('/')[3]} {m.Body["state"]}")];
        }
    }

    /// <summary>The last status report.</summary>
    public JsonNode Status
    {
        get
        {
            Collect();
            return Sent.Last(m => m.Topic == "robots/r1/status").Body;
        }
    }

    /// <summary>The last order report.</summary>
    public JsonNode LastOrderReport
    {
        get
        {
            Collect();
            return Sent.Last(m => m.Topic.Contains("/orders/", StringComparison.Ordinal)).Body;
        }
    }

    public void Execute(string order, int attempt = 1, string more = "", string orderMore = "") =>
        Command($$"""{"id":"{{order}}/{{attempt}}","command":"EXECUTE_ORDER","order":{"id":"{{order}}","attempt":{{attempt}}{{orderMore}}}{{more}}}""");

    public void Cancel(string order, int attempt = 1) =>
        Command($$"""{"id":"cancel/{{order}}/{{attempt}}","command":"CANCEL_ORDER","order":{"id":"{{order}}","attempt":{{attempt}} } }""");

    public void Say(string command) => Command($$"""{"id":"{{command}}/r1/1","command":"{{command}}"}""");

    public void Command(string json)
    {
        Robot.Receive(Encoding.UTF8.GetBytes(json), Now);
        Collect();
    }

    /// <summary>Lets time pass, from one tick that the robot asks for to the next.</summary>
    public void Pass(double seconds)
    {
        var end = Now.AddSeconds(seconds);
        while (Robot.NextTick <= end)
        {
            Now = Robot.NextTick > Now ? Robot.NextTick : Now;
            Robot.Tick(Now);
            Collect();
        }

        Now = end;
        Robot.Tick(Now);
        Collect();
    }

    /// <summary>Lets time pass until something is so; fails after an hour.</summary>
    public void PassUntil(Func<bool> condition, string what)
    {
        var end = Now.AddHours(1);
        while (!condition())
        {
            Assert.True(Now < end, $"never came: {what}");
            Pass(0.1);
        }
    }

    public void Crash() => Robot.Crash(Now);

    public void Restart() => Robot.Restart(Now);

    public string Log() => string.Join('\n', Sent.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Topic} {m.Body.ToJsonString()}")));

    private void Collect()
    {
        while (Robot.TryTake(out var message))
        {
            Sent.Add((message.Topic, JsonNode.Parse(message.Payload.Span)!));
            if (Acknowledges)
            {
                Robot.Acknowledged(message, Now);
            }
        }
    }
}
