using System.Net;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>The Idempotency-Key header.</summary>
public sealed class OrderKeysApiTests
{
    private const string Body = """{"site": "munich", "item": "latte"}""";

    [Fact]
    public async Task Same_key_and_body_give_the_first_order_again()
    {
        await using var muster = await TestMuster.StartAsync();

        var first = await muster.PostAsync("/api/orders", Body, "k1");
        var again = await muster.PostAsync("/api/orders", """{ "item": "latte", "site": "munich" }""", "k1");
        var other = await muster.PostAsync("/api/orders", Body, "k2");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (first.Status, again.Status, other.Status));
        Assert.Equal((string?)first.Body["id"], (string?)again.Body["id"]);
        Assert.NotEqual((string?)first.Body["id"], (string?)other.Body["id"]);
    }

    [Fact]
    public async Task Same_key_with_another_body_is_refused()
    {
        await using var muster = await TestMuster.StartAsync();
        await muster.PostAsync("/api/orders", Body, "k1");

        var (status, problem) = await muster.PostAsync("/api/orders", """{"site": "munich", "item": "espresso"}""", "k1");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "key-reused", "key"), (status, (string?)problem["code"], (string?)problem["field"]));
        Assert.Single((await muster.GetAsync("/api/orders"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Twenty_posts_at_once_with_one_key_place_one_order()
    {
        await using var muster = await TestMuster.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => muster.PostAsync("/api/orders", Body, "k1")));

        Assert.Single(replies, r => r.Status == HttpStatusCode.Created);
        Assert.Equal(19, replies.Count(r => r.Status == HttpStatusCode.OK));
        Assert.Single(replies.Select(r => (string?)r.Body["id"]).Distinct());
        Assert.Single((await muster.GetAsync("/api/orders"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Key_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("muster-test-").FullName;
        try
        {
            string? id;
            await using (var before = await TestMuster.StartAsync(folder))
            {
                id = (string?)(await before.PostAsync("/api/orders", Body, "k1")).Body["id"];
            }

            await using var after = await TestMuster.StartAsync(folder);
            var (status, order) = await after.PostAsync("/api/orders", Body, "k1");
            Assert.Equal((HttpStatusCode.OK, id), (status, (string?)order["id"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Key_that_is_too_long_is_refused()
    {
        await using var muster = await TestMuster.StartAsync();

        var (status, problem) = await muster.PostAsync("/api/orders", Body, new string('k', 256));

        Assert.Equal((HttpStatusCode.BadRequest, "key"), (status, (string?)problem["field"]));
    }
}
