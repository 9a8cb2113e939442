using System.Globalization;
using Muster.Tests.Processes;

namespace Muster.Tests.Crash;

/// <summary>
/// A robot that numbers its reports. Each report carries its number as the position's x, and a status that follows from
/// the number, so that the stored row says which report it is, and whether it is that report as a whole.
/// </summary>
internal sealed class CrashRobot(string name)
{
    /// <summary>Several reports in flight, so that one group commit carries many.</summary>
    private const int Window = 4;

    /// <summary>The status changes at every fifth report: most are telemetry, as in real life.</summary>
    private const int ReportsPerStatus = 5;

    private static readonly string[] Statuses = ["ONLINE", "CHARGING", "PAUSED"];

    public string Name { get; } = name;

    /// <summary>The number of the last report that was, or may have been, sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The number of the last report that was acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The status that report <paramref name="number"/> carries.</summary>
    public static string StatusOf(long number) => Statuses[number / ReportsPerStatus % Statuses.Length];

    /// <summary>Reports as fast as it is acknowledged, until the connection ends.</summary>
    /// <param name="port">The broker's port.</param>
    /// <param name="acknowledged">Called at every acknowledgement.</param>
    public async Task ReportAsync(int port, Action acknowledged)
    {
        try
        {
            using var connection = await MqttProbe.ConnectAsync(port, Name);
            var inFlight = new Queue<long>();
            while (true)
            {
                await connection.SendAsync(NextReports(inFlight));
                if (await connection.ReadAsync() is not { } packet)
                {
                    return;
                }

                do
                {
                    Take(packet, inFlight);
                    acknowledged();
                }
                while (connection.TryRead(out packet));
            }
        }
        catch (IOException)
        {
            // Muster is gone: that is what this is about.
        }
    }

    private ReadOnlyMemory<byte> NextReports(Queue<long> inFlight)
    {
        var packets = new List<byte>();
        while (inFlight.Count < Window)
        {
            var number = ++Sent;
            inFlight.Enqueue(number);
            var x = number.ToString(CultureInfo.InvariantCulture);
            var report = $$"""{"name":"{{Name}}","status":"{{StatusOf(number)}}","position":{"x":{{x}},"y":0} }""";
            packets.AddRange(ProbePackets.PublishPacket(4, $"robots/{Name}/status", report, PacketId(number)));
        }

        return packets.ToArray();
    }

    private void Take(in ProbePacket packet, Queue<long> inFlight)
    {
        var number = inFlight.Dequeue();
        if (packet.Type != ProbePackets.PubAck || packet.Id != PacketId(number))
        {
            throw new InvalidOperationException($"{Name} sent {number} and got packet {packet.Type} for {packet.Id}: acknowledgements come in order");
        }

        Acknowledged = number;
    }

    private static ushort PacketId(long number) => (ushort)((number % ushort.MaxValue) + 1);
}
