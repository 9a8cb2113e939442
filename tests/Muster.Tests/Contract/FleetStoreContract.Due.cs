using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Due_robots_are_listed_longest_due_first()
    {
        await Store.PutAsync(
            Full("c") with { Due = Noon.AddSeconds(-2) },
            Full("b"),
            Full("a"),
            Full("later") with { Due = Noon.AddMilliseconds(1) },
            Full("never") with { Due = null });

        Assert.Equal(["c", "a", "b"], await Store.ListDueRobotsAsync(Noon, 10, CancellationToken.None));
        Assert.Equal(["c", "a"], await Store.ListDueRobotsAsync(Noon, 2, CancellationToken.None));
    }

    [Fact]
    public async Task Robot_that_was_looked_at_is_not_due_any_more()
    {
        await Store.PutAsync(Full());

        // The same version: when to look again is nothing that decisions rest on.
        Assert.True(await Store.CommitAsync(new RobotPut(Full() with { Due = Noon.AddMinutes(1) }, 7, null)));

        Assert.Empty(await Store.ListDueRobotsAsync(Noon, 10, CancellationToken.None));
        Assert.Equal((7, Noon.AddMinutes(1)), ((await Store.FindAsync("r1"))!.Version, (await Store.FindAsync("r1"))!.Due));
    }

    [Fact]
    public async Task Due_orders_are_listed_longest_due_first()
    {
        await Store.PutAsync(
            Order(1) with { Due = Noon },
            Order(2, state: OrderState.InProgress) with { Due = Noon.AddSeconds(-1) },
            Order(3) with { Due = Noon },
            Order(4) with { Due = Noon.AddMilliseconds(1) },
            Order(5));

        Assert.Equal([Id(2), Id(1), Id(3)], await Store.ListDueOrdersAsync(Noon, 10, CancellationToken.None));
        Assert.Equal([Id(2), Id(1)], await Store.ListDueOrdersAsync(Noon, 2, CancellationToken.None));
    }

    [Fact]
    public async Task Orders_that_ended_are_let_go_of_with_their_history_oldest_first()
    {
        var entry = Entry(Ended(1));
        await Store.CommitAsync(new Commit { Orders = [new OrderPut(Ended(1), 0, entry)] });
        await Store.PutAsync(Ended(2), Ended(3), Ended(4), Order(5));

        // A store that ages by itself is asked for nothing: what is old enough is gone.
        Assert.Equal(AgesByItself ? 0 : 2, await LetGoAsync(Noon.AddSeconds(3), 2));
        Assert.Equal([5, 4, 3], await NumbersAsync(new OrderQuery()));
        Assert.Empty((await OrderHistoryAsync(Id(1))).Items);
        Assert.Null(await Store.FindOrderAsync(Id(1)));
        Assert.NotNull(await Store.FindOrderAsync(Id(3)));

        Assert.Equal(AgesByItself ? 0 : 1, await LetGoAsync(Noon.AddSeconds(4), 2));
        Assert.Equal([5, 4], await NumbersAsync(new OrderQuery()));
        Assert.Equal(0, await LetGoAsync(Noon.AddSeconds(4), 2));
    }

    [Fact]
    public async Task Not_more_orders_are_let_go_of_at_once_than_asked_for()
    {
        await Store.PutAsync(Ended(1), Ended(2), Ended(3));

        Assert.Equal(AgesByItself ? 0 : 2, await LetGoAsync(Noon.AddSeconds(4), 2));

        Assert.Equal(AgesByItself ? [] : [3], await NumbersAsync(new OrderQuery()));
    }

    [Fact]
    public async Task Order_that_is_gone_can_not_be_changed()
    {
        await Store.PutAsync(Ended(1));
        await LetGoAsync(Noon.AddDays(1), 10);

        Assert.False((await Store.CommitAsync(new OrderPut(Order(1) with { Version = 2 }, 1, null))).IsDone);
    }

    [Fact]
    public async Task Old_alerts_and_notifications_go_with_the_orders()
    {
        await Store.PutAsync(
            Alert(1, resolved: Noon),
            Alert(2, resolved: Noon.AddHours(1)),
            Alert(3),
            Notification(1) with { Due = null, State = NotificationState.GivenUp },
            Notification(2) with { Due = null, State = NotificationState.GivenUp, CreatedAt = Noon.AddHours(1) },
            Notification(3));

        await LetGoAsync(Noon.AddMinutes(1), 10);

        Assert.Equal([3, 2], await SubjectsAsync(new AlertQuery()));
        Assert.Equal(["msg_2", "msg_3"], (await NotificationsAsync(null, null)).Items.Select(n => n.Id));
    }

    private static Order Ended(int number) => Order(number, state: OrderState.Completed) with { EndedAt = Noon.AddSeconds(number) };
}
