using Muster.Fleet.Functions;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;

namespace Muster.Tests.Cases;

/// <summary>"A cancellation crosses with the start, with the completion, with a reassignment": each may come first.</summary>
public sealed class CancellationCases
{
    private static readonly Actor Anna = new("anna", "changed her mind");

    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Cancellation_before_the_start_ends_with_the_robots_answer()
    {
        var order = await AssignedAsync();
        await CancelAsync(order);
        Assert.Equal($"cancel/{order.Id}/1", _bench.IdsTo("r1")[^1]);

        await _bench.OrderReportAsync("r1", order, "ACCEPTED", attempt: 1);
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
        await _bench.OrderReportAsync("r1", order, "CANCELED", attempt: 1);

        await AssertCanceledAsync(order);
        await _bench.AssertFreeAsync("r1");
    }

    [Fact]
    public async Task Cancellation_after_the_start_ends_with_the_robots_answer()
    {
        var order = await AssignedAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await CancelAsync(order);

        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1, """, "progress": 50""");
        await _bench.OrderReportAsync("r1", order, "CANCELED", attempt: 1);

        await AssertCanceledAsync(order);
        await _bench.AssertFreeAsync("r1");
    }

    [Fact]
    public async Task Start_that_comes_after_the_robots_answer_starts_nothing()
    {
        var order = await AssignedAsync();
        await CancelAsync(order);
        await _bench.OrderReportAsync("r1", order, "CANCELED", attempt: 1);
        _bench.Sent.Clear();

        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);

        await AssertCanceledAsync(order);
        await _bench.AssertFreeAsync("r1");
        Assert.Equal([$"cancel/{order.Id}/1"], _bench.IdsTo("r1"));
    }

    [Theory]
    [InlineData("REJECTED")]
    [InlineData("FAILED")]
    public async Task Robot_that_could_not_do_it_anyway_ends_a_cancelled_order_and_nobody_tries_again(string answer)
    {
        var order = await AssignedAsync();
        await CancelAsync(order);

        await _bench.OrderReportAsync("r1", order, answer, attempt: 1);

        await AssertCanceledAsync(order);
        Assert.Equal(1, (await _bench.FindAsync(order)).Attempt);
    }

    [Fact]
    public async Task Cancellation_before_the_completion_does_not_undo_it()
    {
        var order = await AssignedAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await CancelAsync(order);

        await _bench.OrderReportAsync("r1", order, "COMPLETED", attempt: 1);

        await _bench.AssertAsync(order, OrderState.Completed, "r1");
        await _bench.AssertFreeAsync("r1");
        Assert.Equal(FunctionOutcomeKind.Stale, (await _bench.OrderReportAsync("r1", order, "CANCELED", attempt: 1)).Kind);
        await _bench.AssertAsync(order, OrderState.Completed, "r1");
    }

    [Fact]
    public async Task Cancellation_after_the_completion_is_refused()
    {
        var order = await AssignedAsync();
        await _bench.OrderReportAsync("r1", order, "COMPLETED", attempt: 1);

        var result = await _bench.Orders.CancelAsync(order.Id, Anna, CancellationToken.None);

        Assert.Equal("conflict", result.Refusal!.WireCode);
        Assert.Contains("COMPLETED already", result.Refusal.Reason, StringComparison.Ordinal);
        await _bench.AssertAsync(order, OrderState.Completed, "r1");
    }

    [Fact]
    public async Task Cancellation_before_a_reassignment_ends_the_order_instead()
    {
        var order = await AssignedAsync();
        await _bench.ReportAsync("r2");
        await CancelAsync(order);

        await _bench.ReportAsync("r1", "FAULT");

        await AssertCanceledAsync(order);
        Assert.Empty(_bench.CommandsTo("r2"));
    }

    [Fact]
    public async Task Cancellation_after_a_reassignment_is_told_to_the_new_robot_and_the_old_one()
    {
        var order = await AssignedAsync();
        await _bench.ReportAsync("r2");
        await _bench.ReportAsync("r1", "FAULT");
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");

        await CancelAsync(order);
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await _bench.OrderReportAsync("r1", order, "CANCELED", attempt: 1);
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        await _bench.OrderReportAsync("r2", order, "CANCELED", attempt: 2);

        await AssertCanceledAsync(order, "r2");
        Assert.Equal($"cancel/{order.Id}/2", _bench.IdsTo("r2")[^1]);
        Assert.Equal($"cancel/{order.Id}/1", _bench.IdsTo("r1")[^1]);
        await _bench.AssertFreeAsync("r2");
    }

    [Fact]
    public async Task Cancellation_while_the_order_waits_for_its_next_robot_ends_it_at_once()
    {
        var order = await AssignedAsync();
        await _bench.ReportAsync("r1", "FAULT");
        await _bench.AssertAsync(order, OrderState.Pending, null);

        await CancelAsync(order);
        await _bench.ReportAsync("r2");

        await AssertCanceledAsync(order, null);
        Assert.Empty(_bench.CommandsTo("r2"));
    }

    [Fact]
    public async Task Cancellation_that_nobody_answers_is_repeated_and_then_ends_the_order()
    {
        var order = await AssignedAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await CancelAsync(order);

        await _bench.AdvanceAsync(16);

        await AssertCanceledAsync(order);
        Assert.Equal(OrderEventCause.CancelNotAnswered, (await _bench.CausesAsync(order))[^1]);
        Assert.All(_bench.IdsTo("r1").Skip(1), id => Assert.Equal($"cancel/{order.Id}/1", id));
        Assert.InRange(_bench.CommandsTo("r1").Count - 1, 3, 4);
    }

    [Fact]
    public async Task Second_cancellation_does_nothing()
    {
        var order = await AssignedAsync();
        await CancelAsync(order);
        var commands = _bench.CommandsTo("r1").Count;

        var again = await _bench.Orders.CancelAsync(order.Id, Anna, CancellationToken.None);

        Assert.True(again.IsRepeat);
        Assert.Equal(commands, _bench.CommandsTo("r1").Count);
    }

    [Fact]
    public async Task History_says_who_called_it_off_and_why()
    {
        var order = await AssignedAsync();
        await CancelAsync(order);

        var entry = (await _bench.HistoryAsync(order))[^1];

        Assert.Equal((OrderEventCause.Canceled, "anna", "changed her mind"), (entry.Cause, entry.By, entry.Why));
    }

    private async Task<Order> AssignedAsync()
    {
        await _bench.ReportAsync("r1");
        return await _bench.PlaceAsync();
    }

    private async Task CancelAsync(Order order) => Assert.Null((await _bench.Orders.CancelAsync(order.Id, Anna, CancellationToken.None)).Refusal);

    private Task AssertCanceledAsync(Order order, string? robot = "r1") => _bench.AssertAsync(order, OrderState.Canceled, robot);
}
