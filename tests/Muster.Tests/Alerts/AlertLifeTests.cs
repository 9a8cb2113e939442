using Muster.Fleet.Alerts;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Tests.Cases;

namespace Muster.Tests.Alerts;

/// <summary>Alerts open with their cause, once, and are over with it.</summary>
public sealed class AlertLifeTests
{
    private static readonly Actor Anna = new("anna");

    private readonly FleetBench _bench = new(FleetBench.Patient());

    [Fact]
    public async Task Robot_that_is_away_for_longer_than_the_grace()
    {
        await _bench.ReportAsync("r1", "OFFLINE");
        await _bench.AdvanceAsync(14);
        Assert.Empty(await _bench.AlertsAsync());

        await _bench.AdvanceAsync(1);
        var alert = await AssertOpenAsync(AlertKind.RobotOffline, "r1");
        Assert.Equal("r1 is not reachable since 2026-01-31 12:00:00 UTC", alert.Message);

        await _bench.ReportAsync("r1");
        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Robot_that_reports_a_fault()
    {
        await _bench.ReportAsync("r1", "FAULT", """, "fault": {"code": "E42", "message": "The arm is stuck."}""");
        var alert = await AssertOpenAsync(AlertKind.RobotFault, "r1");
        Assert.Equal("r1 reports a fault: E42 The arm is stuck.", alert.Message);

        await _bench.ReportAsync("r1", "PAUSED");
        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Robot_whose_battery_is_critical()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 10""");
        Assert.Empty(await _bench.AlertsAsync());
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 9.5""");
        var alert = await AssertOpenAsync(AlertKind.BatteryLow, "r1");
        Assert.Equal("r1 is at 9.5 % and does not charge", alert.Message);

        await _bench.ReportAsync("r1", "CHARGING");
        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Order_that_waits_for_long()
    {
        var order = await _bench.PlaceAsync();
        await _bench.AdvanceAsync(119);
        Assert.Empty(await _bench.AlertsAsync());

        await _bench.AdvanceAsync(1);
        var alert = await AssertOpenAsync(AlertKind.OrderWaiting, order.Id);

        await _bench.ReportAsync("r1");
        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Order_that_takes_longer_than_expected()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await _bench.AdvanceAsync(299);
        Assert.Empty(await _bench.AlertsAsync());

        await _bench.AdvanceAsync(1);
        var alert = await AssertOpenAsync(AlertKind.OrderOverdue, order.Id);

        await _bench.OrderReportAsync("r1", order, "COMPLETED");
        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Order_that_runs_past_its_deadline()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync(more: """, "deadline": "2026-01-31T12:01:00Z" """);
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await _bench.AdvanceAsync(60);

        var alert = await AssertOpenAsync(AlertKind.OrderOverdue, order.Id);

        Assert.Contains("should be done by 2026-01-31 12:01:00 UTC", alert.Message, StringComparison.Ordinal);
        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
    }

    [Fact]
    public async Task Failed_order_until_a_person_knows_of_it()
    {
        var order = await _bench.PlaceAsync();
        await _bench.Orders.FailAsync(order.Id, Anna, CancellationToken.None);
        var alert = await AssertOpenAsync(AlertKind.OrderFailed, order.Id);
        await _bench.AdvanceAsync(3600);
        await AssertOpenAsync(AlertKind.OrderFailed, order.Id);

        await _bench.Alerts.AcknowledgeAsync(alert.Id, Anna, CancellationToken.None);

        var over = await AssertOverAsync(alert);
        Assert.Equal("anna", over.AcknowledgedBy);
        Assert.Empty((await _bench.FindAsync(order)).Alerts);
    }

    [Fact]
    public async Task Failed_order_that_is_acknowledged_in_the_same_moment()
    {
        var order = await _bench.PlaceAsync();
        await _bench.Orders.FailAsync(order.Id, Anna, CancellationToken.None);
        var alert = await AssertOpenAsync(AlertKind.OrderFailed, order.Id);

        await _bench.Alerts.AcknowledgeAsync(alert.Id, Anna, CancellationToken.None);

        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Failed_order_until_it_is_sent_back_into_the_queue()
    {
        var order = await _bench.PlaceAsync();
        await _bench.Orders.FailAsync(order.Id, Anna, CancellationToken.None);
        var alert = await AssertOpenAsync(AlertKind.OrderFailed, order.Id);
        await _bench.AdvanceAsync(1);

        await _bench.Orders.RequeueAsync(order.Id, Anna, CancellationToken.None);

        await AssertOverAsync(alert);
    }

    [Fact]
    public async Task Order_that_is_called_off_raises_none()
    {
        var order = await _bench.PlaceAsync();
        await _bench.Orders.CancelAsync(order.Id, Anna, CancellationToken.None);

        Assert.Empty(await _bench.AlertsAsync());
    }

    [Fact]
    public async Task Acknowledged_alert_stays_until_its_cause_is_gone()
    {
        await _bench.ReportAsync("r1", "FAULT");
        var alert = await AssertOpenAsync(AlertKind.RobotFault, "r1");
        await _bench.AdvanceAsync(5);

        var noted = (await _bench.Alerts.AcknowledgeAsync(alert.Id, Anna, CancellationToken.None)).Value!;
        Assert.Equal(("ACKNOWLEDGED", "anna", _bench.Now), (noted.State, noted.AcknowledgedBy, noted.AcknowledgedAt));
        Assert.True((await _bench.Alerts.AcknowledgeAsync(alert.Id, new Actor("bert"), CancellationToken.None)).IsRepeat);

        await _bench.ReportAsync("r1");
        var over = await AssertOverAsync(alert);
        Assert.Equal("anna", over.AcknowledgedBy);
    }

    [Fact]
    public async Task One_open_alert_of_a_kind_however_often_its_cause_is_reported()
    {
        for (var i = 0; i < 5; i++)
        {
            await _bench.ReportAsync("r1", "FAULT", FormattableString.Invariant($$""", "fault": {"code": "E{{i}}"}"""));
            await _bench.AdvanceAsync(30);
        }

        Assert.Single(await _bench.AlertsAsync());
    }

    [Fact]
    public async Task Cause_that_comes_back_opens_another()
    {
        await _bench.ReportAsync("r1", "FAULT");
        await _bench.ReportAsync("r1");
        await _bench.ReportAsync("r1", "FAULT");

        Assert.Equal([true, false], (await _bench.AlertsAsync(AlertKind.RobotFault)).Select(a => a.IsOpen).OrderDescending());
    }

    [Fact]
    public async Task One_robot_may_have_alerts_of_several_kinds()
    {
        await _bench.ReportAsync("r1", "FAULT", """, "battery": 5""");

        Assert.Equal([AlertKind.BatteryLow, AlertKind.RobotFault], (await _bench.AlertsAsync(isOpen: true)).Select(a => a.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Alert_is_said_on_the_topic_of_its_site_as_it_opens_and_ends()
    {
        await _bench.ReportAsync("r1", "FAULT");
        await _bench.ReportAsync("r1");

        Assert.Equal(["OPEN", "RESOLVED"], _bench.Sent.JsonTo("fleet/alerts/munich").Select(a => a.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Alert_that_nobody_knows_is_not_found() =>
        Assert.Equal("not-found", (await _bench.Alerts.AcknowledgeAsync("no", Anna, CancellationToken.None)).Refusal!.WireCode);

    private async Task<Alert> AssertOpenAsync(string kind, string subject)
    {
        var alert = Assert.Single(await _bench.AlertsAsync(isOpen: true));
        Assert.Equal((kind, subject, FleetBench.Site, "OPEN"), (alert.Kind, alert.Subject, alert.Site, alert.State));
        return alert;
    }

    private async Task<Alert> AssertOverAsync(Alert alert)
    {
        var over = (await _bench.Store.FindAlertAsync(alert.Id, CancellationToken.None))!;
        Assert.Equal(("RESOLVED", _bench.Now), (over.State, over.ResolvedAt));
        return over;
    }
}
