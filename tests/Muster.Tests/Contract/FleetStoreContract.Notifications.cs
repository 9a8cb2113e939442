using Muster.Fleet.Notifications;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Notification_is_kept_to_the_letter()
    {
        var given = Notification(2) with { Due = null, State = NotificationState.GivenUp, Attempts = 9, LastError = "HTTP 500 \"🍳\"" };
        await Store.PutAsync(Notification(1), given);

        Assert.Equal(Notification(1), await FindNotificationAsync(1));
        Assert.Equal(given, await FindNotificationAsync(2));
        Assert.Null(await FindNotificationAsync(3));
    }

    [Fact]
    public async Task Due_notifications_are_listed_longest_due_first()
    {
        await Store.PutAsync(Notification(3), Notification(1), Notification(2), Notification(4), Notification(5) with { Due = null });

        Assert.Equal(["msg_1", "msg_2", "msg_3"], await DueAsync(Noon.AddSeconds(3), 10));
        Assert.Equal(["msg_1", "msg_2"], await DueAsync(Noon.AddSeconds(3), 2));
        Assert.Empty(await DueAsync(Noon, 10));
    }

    [Fact]
    public async Task Notification_that_was_delivered_is_gone()
    {
        await Store.PutAsync(Notification(1));

        Assert.True((await Store.CommitAsync(Delivered(1))).IsDone);

        Assert.Null(await FindNotificationAsync(1));
        Assert.Empty(await DueAsync(Noon.AddDays(1), 10));
        await Store.PutAsync(Notification(1));
        Assert.NotNull(await FindNotificationAsync(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Delivery_over_another_version_is_lost(long expected)
    {
        await Store.PutAsync(Notification(1));

        Assert.False((await Store.CommitAsync(Delivered(expected))).IsDone);

        Assert.NotNull(await FindNotificationAsync(1));
    }

    [Fact]
    public async Task Notification_is_put_off_over_its_version()
    {
        await Store.PutAsync(Notification(1));
        var later = Notification(1) with { Attempts = 1, Due = Noon.AddHours(1), LastError = "timed out", Version = 2 };

        Assert.True((await Store.CommitAsync(new Commit { Notifications = [new NotificationPut(later.Id, later, 1)] })).IsDone);

        Assert.Equal(later, await FindNotificationAsync(1));
        Assert.Empty(await DueAsync(Noon.AddMinutes(1), 10));
    }

    [Fact]
    public async Task Notifications_are_listed_by_id_and_state()
    {
        await Store.PutAsync([.. Enumerable.Range(1, 5).Select(i => (object)(Notification(i) with { State = (NotificationState)(i % 2) }))]);

        Assert.Equal(["msg_1", "msg_2", "msg_3", "msg_4", "msg_5"], (await NotificationsAsync(null, null)).Items.Select(n => n.Id));
        Assert.Equal(["msg_2", "msg_4"], (await NotificationsAsync(NotificationState.Waiting, null)).Items.Select(n => n.Id));
        var page = await NotificationsAsync(NotificationState.GivenUp, null, 2);
        Assert.Equal(["msg_1", "msg_3"], page.Items.Select(n => n.Id));
        var last = await NotificationsAsync(NotificationState.GivenUp, page.Next, 2);
        Assert.Equal(["msg_5"], last.Items.Select(n => n.Id));
        Assert.Null(last.Next);
    }

    private static Commit Delivered(long expected) => new() { Notifications = [new NotificationPut("msg_1", null, expected)] };

    private async Task<Notification?> FindNotificationAsync(int number) => await Store.FindNotificationAsync($"msg_{number}", CancellationToken.None);

    private async Task<IEnumerable<string>> DueAsync(DateTimeOffset now, int limit) =>
        (await Store.ListDueNotificationsAsync(now, limit, CancellationToken.None)).Select(n => n.Id);

    private async Task<Page<Notification>> NotificationsAsync(NotificationState? state, string? after, int limit = 100) =>
        await Store.ListNotificationsAsync(state, after, limit, CancellationToken.None);
}
