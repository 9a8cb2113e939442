using Muster.Fleet.Notifications;
using Muster.Fleet.Store;
using Muster.Local.Rules;
using Muster.Tests.Store;

namespace Muster.Tests.UserRules;

public sealed class WebhookLimitTests
{
    [Fact]
    public async Task Rules_add_nothing_while_as_many_wait_as_may()
    {
        using var bench = new SqliteBench();
        var commits = Enumerable.Range(0, WebhookLimit.Max - 1).Select(i =>
        {
            var id = Notification.IdOf($"{i}");
            var notification = new Notification { Id = id, Channel = "ops", Url = "http://localhost", Subject = "a", Payload = "{}", CreatedAt = DateTimeOffset.UnixEpoch, Due = DateTimeOffset.UnixEpoch, Version = 1 };
            return bench.Store.CommitAsync(new Commit { Notifications = [new NotificationPut(id, notification, ExpectedVersion: 0)] }, CancellationToken.None).AsTask();
        });
        await Task.WhenAll(commits);
        var limit = new WebhookLimit(bench.Store, new Microsoft.Extensions.Time.Testing.FakeTimeProvider());

        await limit.TakeAsync();

        Assert.Contains("4000 notifications wait", (await Assert.ThrowsAsync<ActionException>(() => limit.TakeAsync().AsTask())).Message, StringComparison.Ordinal);
    }
}
