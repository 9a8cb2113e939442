using System.Globalization;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Flow;

/// <summary>
/// The whole thing with real processes: <c>muster up</c> killed with SIGKILL, simulated robots killed with SIGKILL, and at the
/// end every order was carried out, once.
/// </summary>
public sealed class JourneyTests
{
    private const int Orders = 2000;
    private const int Kills = 5;
    private const int Processes = 5;
    private const int RobotsEach = 10;
    private static readonly string[] Sites = ["munich", "lisbon", "oslo"];

    [Fact]
    public async Task Every_order_is_carried_out_once_though_server_and_robots_are_killed()
    {
        using var folder = new TempFolder();
        var data = Path.Combine(folder.Path, "data");
        var journals = Path.Combine(folder.Path, "journals");
        Directory.CreateDirectory(journals);
        await using var server = await RestartingServer.StartAsync(data);
        var robots = Enumerable.Range(0, Processes).Select(i => Robots(i, server.MqttPort, journals)).ToArray();
        try
        {
            using var customers = new Customers(server, Sites);
            var placing = customers.PlaceAsync(Orders);
            for (var kill = 1; kill <= Kills; kill++)
            {
                // Spread over the run: after each sixth of the orders.
                await Eventually.TrueAsync(async () => await customers.CompletedAsync() >= kill * Orders / (Kills + 1), $"{kill} sixths of the orders are done", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200));
                await server.KillAndRestartAsync();
                var victim = kill % Processes;
                robots[victim].Kill();
                await robots[victim].DisposeAsync();
                robots[victim] = Robots(victim, server.MqttPort, journals);
            }

            var placed = await placing;
            await Eventually.TrueAsync(async () => await customers.CompletedAsync() == Orders, "every order is COMPLETED", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200));

            Assert.Equal(Orders, placed.Distinct().Count());
            var done = Directory.EnumerateFiles(journals).SelectMany(File.ReadLines).ToList();
            Assert.Empty(done.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.Equal(placed.Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
            Assert.Equal(0, await customers.CountAsync("PENDING,ASSIGNED,IN_PROGRESS,FAILED,CANCELED"));
        }
        finally
        {
            foreach (var process in robots)
            {
                await process.DisposeAsync();
            }
        }
    }

    private static MusterProcess Robots(int index, int mqttPort, string journals) => MusterProcess.Launch(
    [
        "simulate",
        "--robots", RobotsEach.ToString(CultureInfo.InvariantCulture),
        .. Sites.SelectMany(s => new[] { "--site", s }),
        "--broker", string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{mqttPort}"),
        "--prefix", string.Create(CultureInfo.InvariantCulture, $"p{index}"),
        "--travel", "20ms",
        "--work", "50ms",
        "--report", "1s",
        "--seed", (index + 1).ToString(CultureInfo.InvariantCulture),
        "--journal", journals,
    ]);
}
