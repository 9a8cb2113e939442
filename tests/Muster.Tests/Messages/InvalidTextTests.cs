using System.Text;
using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

/// <summary>JSON travels in UTF-8 (RFC 8259, section 8.1): a payload that is not is refused, wherever the mistake is.</summary>
public sealed class InvalidTextTests
{
    [Theory]
    [InlineData("""{"name":"r?","status":"ONLINE"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE?"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","at":"?"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","site":"a?b"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","order":"?"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","capabilities":["?"]}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","position":{"x":1,"y":2,"map":"?"}}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","fault":{"code":"?"}}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","battery":"?"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","ignored":"a?b"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","ignored":["a?b"]}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","ign?red":1}""")]
    public void Text_that_is_not_UTF_8_is_refused(string payload)
    {
        // The question mark stands for a byte that no UTF-8 text has, a lead byte without its continuation, and a coded surrogate.
        byte[][] broken = [[0xFF], [0xC3], [0xED, 0xA0, 0x80]];
        foreach (var bytes in broken)
        {
            var at = payload.IndexOf('?', StringComparison.Ordinal);
            var refusal = Payloads.Refused([.. Encoding.UTF8.GetBytes(payload[..at]), .. bytes, .. Encoding.UTF8.GetBytes(payload[(at + 1)..])]);

            Assert.Equal(RefusalCode.InvalidJson, refusal.Code);
        }
    }

    [Theory]
    [InlineData("""{"name":"r1","status":"ONLINE","site":"\ud83d"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","site":"\udf73\ud83c"}""")]
    [InlineData("""{"name":"r1","status":"\ud83d"}""")]
    [InlineData("""{"name":"\ud83d","status":"ONLINE"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","capabilities":["\ud83d"]}""")]
    public void Half_a_surrogate_pair_is_refused(string payload) =>
        Assert.Equal(RefusalCode.InvalidJson, Payloads.Refused(payload).Code);

    [Theory]
    [InlineData("""  "ignored":"\ud83d"  """)]
    [InlineData("""  "\ud83dstatus":1  """)]
    [InlineData("""  "stat\ud83d":1  """)]
    [InlineData("""  "capabilities\ud83d":1  """)]
    public void Half_a_surrogate_pair_never_throws_where_nobody_reads_it(string fields)
    {
        var refusal = Payloads.Read(Payloads.With(fields), out _);

        Assert.True(refusal is null or { Code: RefusalCode.InvalidJson });
    }
}
