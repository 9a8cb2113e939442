using System.Net;
using Muster.Commands;

namespace Muster.Hosting;

/// <summary>What a newcomer sees first: where everything is, and a line to try.</summary>
internal static class Greeting
{
    /// <summary>How this program is called: built from source, there is no <c>muster</c> to type yet.</summary>
    private static string Command =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "dotnet run --project src/Muster -c Release --"
            : "muster";

    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, MusterHost host, UpOptions options, bool isDemo = false)
    {
        var authority = host.Http.GetLeftPart(UriPartial.Authority);
        var mqttPort = host.Mqtt.Port == 1883 ? "" : $" -p {host.Mqtt.Port}";
        var url = host.Http.Port == 8080 ? "" : $" --url {authority}";
        output.WriteLine($"Muster {VersionCommand.ProductVersion} is up.");
        output.WriteLine($"  MQTT  mqtt://{host.Mqtt}  (3.1.1 and 5; WebSocket: ws://{host.Http.Authority}/mqtt)");
        output.WriteLine($"  HTTP  {authority}  (/api/robots, /api/orders, /openapi/v1.json, /metrics, /healthz, /readyz)");
        output.WriteLine($"  Data  {host.Data}");
        if (options.Store != StoreKind.Sqlite)
        {
            output.WriteLine($"  Store {host.Store}");
        }

        output.WriteLine();
        if (isDemo)
        {
            output.WriteLine("Twelve simulated robots work at munich and lisbon, and customers order every few seconds.");
            output.WriteLine("Look, from another terminal:");
            output.WriteLine($"  {Command} robots --watch{url}");
            output.WriteLine($"  {Command} orders --watch{url}");
            output.WriteLine($"  {Command} order place latte --site munich --wait{url}");
            output.WriteLine($"  curl -N {authority}/api/events");
        }
        else
        {
            output.WriteLine("Try, from another terminal:");
            output.WriteLine($"  mosquitto_pub{mqttPort} -q 1 -t robots/FakeRobot/status -m '{{\"name\": \"FakeRobot\", \"status\": \"ONLINE\"}}'");
            output.WriteLine($"  curl {authority}/api/robots");
            output.WriteLine($"  {Command} robots{url}");
            output.WriteLine("Or see a living fleet first: the same with --demo.");
        }

        output.WriteLine();
        if (!IPAddress.IsLoopback(IPAddress.Parse(options.Bind)))
        {
            output.WriteLine($"Careful: there are no credentials yet, and {options.Bind} is not just this machine: whoever can reach these ports can report for any robot.");
        }

        output.WriteLine("Stop with Ctrl-C.");
        output.Flush();
    }
}
