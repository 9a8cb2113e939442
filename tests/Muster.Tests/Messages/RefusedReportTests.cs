using System.Text;
using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

public sealed class RefusedReportTests
{
    public static TheoryData<string, RefusalCode, string, string> OfFields => RefusedReports.OfFields;

    public static TheoryData<string> NotOneJsonObject => RefusedReports.NotOneJsonObject;

    [Theory]
    [MemberData(nameof(OfFields))]
    public void Broken_field_is_refused_by_name_with_a_reason(string payload, RefusalCode code, string field, string reason)
    {
        var refusal = Payloads.Refused(payload);

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.Contains($"\"{field}\"", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NotOneJsonObject))]
    public void Anything_but_one_JSON_object_is_refused(string payload)
    {
        var refusal = Payloads.Refused(payload);

        Assert.Equal(RefusalCode.InvalidJson, refusal.Code);
        Assert.Null(refusal.Field);
        Assert.Contains("JSON object", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_says_where_the_JSON_breaks() =>
        Assert.Contains("line 2, byte 15", Payloads.Refused("{\n \"name\": \"r1\" oops}").Reason, StringComparison.Ordinal);

    [Fact]
    public void Reason_quotes_no_more_than_80_characters()
    {
        var refusal = Payloads.Refused($$"""{"name":"r1","status":"{{new string('x', 100_000)}}"}""");

        Assert.InRange(refusal.Reason.Length, 80, 300);
    }

    [Fact]
    public void First_mistake_is_the_one_that_is_told() =>
        Assert.Equal("battery", Payloads.Refused(Payloads.With(""" "battery":101,"site":"" """)).Field);

    [Fact]
    public void Byte_order_mark_is_refused() =>
        Assert.Equal(RefusalCode.InvalidJson, Payloads.Refused([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Payloads.Full)]).Code);

    [Fact]
    public void UTF_16_is_refused() =>
        Assert.Equal(RefusalCode.InvalidJson, Payloads.Refused(Encoding.Unicode.GetBytes(Payloads.Full)).Code);

    [Fact]
    public void Nesting_beyond_64_levels_is_refused() =>
        Assert.Equal(RefusalCode.InvalidJson, Payloads.Refused(Payloads.With($"\"ignored\":{new string('[', 64)}{new string(']', 64)}")).Code);

    [Theory]
    [InlineData(RefusalCode.InvalidJson, "invalid-json")]
    [InlineData(RefusalCode.MissingField, "missing-field")]
    [InlineData(RefusalCode.WrongType, "wrong-type")]
    [InlineData(RefusalCode.InvalidValue, "invalid-value")]
    [InlineData(RefusalCode.NameMismatch, "name-mismatch")]
    [InlineData(RefusalCode.InvalidTopic, "invalid-topic")]
    [InlineData(RefusalCode.PayloadTooLarge, "payload-too-large")]
    public void Each_code_has_its_word_on_the_wire(RefusalCode code, string word) => Assert.Equal(word, new Refusal(code, "why").WireCode);
}
