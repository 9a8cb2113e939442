using System.Buffers;
using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>What a message may allocate on its way through a rule. Time is measured by <c>bench/Muster.Bench -- rules</c>.</summary>
public sealed class RuleAllocationTests
{
    private const int Count = 2_000;

    [Theory]
    [InlineData("SELECT name, battery, position.x AS x FROM 'robots/+/status' WHERE status = 'ONLINE' AND battery < 20", 200)]
    [InlineData("SELECT * FROM 'robots/+/status' WHERE battery < 20 AND status <> 'FAULT'", 200)]
    [InlineData("SELECT * FROM 'robots/+/status'", 200)]
    [InlineData("SELECT upper(name) AS name, battery * 2 AS b, topic(2) AS t FROM 'robots/+/status' WHERE battery < 20", 1_000)]
    public void Message_stays_under_its_allocation_ceiling(string sql, int ceiling)
    {
        var rules = new RuleSet([new Rule("low", sql, "f")]);
        var payload = """{"name":"robot-17","status":"ONLINE","site":"munich","battery":17.5,"position":{"x":12.25,"y":-3.5},"capabilities":["lift"]}"""u8.ToArray();
        var context = new MessageContext(new TopicName("robots/robot-17/status"), "robot-17", DateTimeOffset.UnixEpoch);
        var output = new ArrayBufferWriter<byte>(4096);
        Assert.True(Run());

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            Run();
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:F0} bytes a message");
        Assert.InRange(bytes, 1, ceiling);

        bool Run()
        {
            output.ResetWrittenCount();
            return rules.Match("robots/robot-17/status")[0].TryWrite(payload, context, output, RuleServices.None);
        }
    }
}
