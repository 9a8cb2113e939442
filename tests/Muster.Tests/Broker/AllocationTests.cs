using System.Net;
using System.Net.Sockets;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

/// <summary>The runtime counts what the whole process allocates: nothing may run beside.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationCollection;

[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
#if DEBUG
    // Without optimization the compiler makes an object of each async method's state.
    private const int Ceiling = 1000;
#else
    private const int Ceiling = 500;
#endif

    private const int Rounds = 10;

    /// <summary>The whole way of a report, from the socket to its PUBACK: the runtime's sockets included, where our own code is allowed 500 bytes.</summary>
    [Fact]
    public async Task A_report_stays_under_its_allocation_ceiling_on_its_whole_way()
    {
        await using var muster = await TestMuster.StartAsync();
        using var robot = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        robot.Connect(IPAddress.Loopback, muster.MqttPort);
        robot.Send(RawClient.Packet(0x10, [0, 4, .. "MQTT"u8, 4, 2, 0, 0, 0, 2, .. "r1"u8]));
        var buffer = new byte[64 * 1024];
        Read(robot, buffer, 4);

        // One in flight at a time: what a robot does, and the dearest for the broker.
        byte[][] reports = [Report(80), Report(81)];
        Exchange(robot, reports, buffer, count: 2000);
        const int Count = 5000;
        var perMessage = double.MaxValue;
        for (var round = 0; round < Rounds && perMessage > Ceiling; round++)
        {
            // What earlier tests left running in this process only adds: the least of the rounds is the report's own.
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Exchange(robot, reports, buffer, Count);
            perMessage = Math.Min(perMessage, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Count);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{perMessage:F0} bytes a report");
        Assert.InRange(perMessage, 1, Ceiling);
    }

    private static byte[] Report(int battery) =>
        RawClient.PublishPacket("robots/r1/status", $$"""{"name": "r1", "status": "ONLINE", "battery": {{battery}}}""", 1);

    private static void Exchange(Socket robot, byte[][] reports, byte[] buffer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            robot.Send(reports[i % reports.Length]);
            Read(robot, buffer, 4);
        }
    }

    private static void Read(Socket robot, byte[] buffer, int count)
    {
        for (var have = 0; have < count;)
        {
            have += robot.Receive(buffer, have, count - have, SocketFlags.None);
        }
    }
}
