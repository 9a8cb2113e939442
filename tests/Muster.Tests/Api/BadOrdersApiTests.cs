using System.Net;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>Bodies that are no order: each is refused with a code, the field and words.</summary>
public sealed class BadOrdersApiTests
{
    [Fact]
    public async Task Bad_orders_are_refused_with_code_field_and_words()
    {
        await using var muster = await TestMuster.StartAsync();
        foreach (var (body, code, field, words) in Cases)
        {
            var (status, problem) = await muster.PostAsync("/api/orders", body);
            var what = $"{body} → {problem.ToJsonString()}";
            Assert.True(status == HttpStatusCode.BadRequest, what);
            Assert.True(code == (string?)problem["code"], what);
            Assert.True(field == (string?)problem["field"], what);
            Assert.True(((string?)problem["detail"])?.Contains(words, StringComparison.Ordinal), what);
        }

        Assert.Empty((await muster.GetAsync("/api/orders"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Parameters_and_bodies_that_are_too_large_are_refused()
    {
        await using var muster = await TestMuster.StartAsync();

        var parameters = await muster.PostAsync("/api/orders", $$"""{"site": "munich", "item": "latte", "parameters": "{{new string('x', 65536)}}"}""");
        var body = await muster.PostAsync("/api/orders", new string(' ', 128 * 1024 + 1));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "parameters"), (parameters.Status, (string?)parameters.Body["field"]));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "payload-too-large"), (body.Status, (string?)body.Body["code"]));
    }

    [Theory]
    [InlineData("?limit=0", "1 to 1000")]
    [InlineData("?limit=1001", "1 to 1000")]
    [InlineData("?state=DANCING", "IN_PROGRESS")]
    [InlineData("?placedBefore=yesterday", "RFC 3339")]
    [InlineData("?placedAfter=bar", "it must be a time with its offset")]
    [InlineData("?limit=many", "a whole number")]
    [InlineData("/01a2/history?before=now", "a whole number")]
    public async Task Bad_queries_are_refused(string query, string words)
    {
        await using var muster = await TestMuster.StartAsync();

        using var reply = await muster.Http.GetAsync("/api/orders" + query);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains(words, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Body, string Code, string? Field, string Words)> Cases =>
    [
        ("", "invalid-json", null, "not a JSON object"),
        ("[]", "invalid-json", null, "an array"),
        ("{", "invalid-json", null, "stopped at line 1"),
        ("{}", "missing-field", "site", "\"site\" is missing"),
        ("""{"site": "munich"}""", "missing-field", "item", "\"item\" is missing"),
        ("""{"site": 7, "item": "latte"}""", "wrong-type", "site", "must be a string"),
        ("""{"site": "no site", "item": "latte"}""", "invalid-value", "site", "a name is"),
        ("""{"site": "munich", "item": ""}""", "invalid-value", "item", "1 to 64"),
        (Good("\"priority\": 10"), "invalid-value", "priority", "0 to 9"),
        (Good("\"priority\": -1"), "invalid-value", "priority", "0 to 9"),
        (Good("\"priority\": 5.5"), "invalid-value", "priority", "whole number"),
        (Good("\"priority\": \"high\""), "wrong-type", "priority", "must be a number"),
        (Good("\"deadline\": \"soon\""), "invalid-value", "deadline", "RFC 3339"),
        (Good("\"deadline\": \"2026-01-31T12:00:00\""), "invalid-value", "deadline", "RFC 3339"),
        (Good("\"deadline\": \"2001-01-31T12:00:00Z\""), "invalid-value", "deadline", "has passed"),
        (Good("\"expires\": \"soon\""), "invalid-value", "expires", "90s"),
        (Good("\"expires\": 0"), "invalid-value", "expires", "from 1s to 30d"),
        (Good("\"expires\": \"31d\""), "invalid-value", "expires", "from 1s to 30d"),
        (Good("\"expires\": true"), "invalid-value", "expires", "length of time"),
        (Good("\"customer\": \"anna\""), "wrong-type", "customer", "must be an object"),
        (Good("\"customer\": {\"reference\": 7}"), "wrong-type", "customer.reference", "must be a string"),
        (Good("\"customer\": {\"notifyUrl\": \"ftp://example.com\"}"), "invalid-value", "customer.notifyUrl", "http or https"),
        (Good("\"customer\": {\"notifyUrl\": \"/hook\"}"), "invalid-value", "customer.notifyUrl", "http or https"),
        (Good("\"position\": {\"x\": 1}"), "missing-field", "position", "needs x and y"),
        (Good("\"position\": {\"x\": \"1\", \"y\": 2}"), "wrong-type", "position.x", "must be a number"),
        (Good("\"key\": \"\""), "invalid-value", "key", "1 to 255"),
    ];

    private static string Good(string more) => $$"""{"site": "munich", "item": "latte", {{more}}}""";
}
