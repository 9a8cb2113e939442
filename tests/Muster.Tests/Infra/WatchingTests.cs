using System.Text.Json;
using Muster.Aws.Store;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class WatchingTests(StackFixture stacks)
{
    private static readonly string[] Functions = ["update-status", "presence", "track-order", "place-order", "sweep", "notify", "api"];

    [Fact]
    public void Everything_that_can_fail_has_its_alarm()
    {
        var expected = Functions.SelectMany(f => (string[])[$"{f}-errors", $"{f}-throttles", $"{f}-slow"])
            .Concat(Functions.Where(f => f != "api").Select(f => $"{f}-failed-queue"))
            .Concat(DynamoTables.All.Select(t => $"{t.Name}-throttles"))
            .Concat(["rule-errors-queue", "sweep-silent", "messages-not-sent"])
            .Concat(((string[])["update_status", "track_order", "place_order", "presence"]).Select(r => $"rule-{r}-failures"))
            .Select(name => $"muster-dev-{name}");

        Assert.Equal(expected.Order(), stacks.Dev.Texts("AWS::CloudWatch::Alarm", "AlarmName").Order());
    }

    [Fact]
    public void Alarm_of_duration_is_at_four_fifths_of_the_timeout()
    {
        stacks.Full.Template.HasResourceProperties("AWS::CloudWatch::Alarm", new Dictionary<string, object>
        {
            ["AlarmName"] = "muster-full-notify-slow",
            ["MetricName"] = "Duration",
            ["ExtendedStatistic"] = "p99",
            ["Threshold"] = 24_000,
            ["ComparisonOperator"] = "GreaterThanOrEqualToThreshold",
        });
    }

    [Fact]
    public void Sweep_that_does_not_run_is_missed() => stacks.Dev.Template.HasResourceProperties("AWS::CloudWatch::Alarm", new Dictionary<string, object>
    {
        ["AlarmName"] = "muster-dev-sweep-silent",
        ["MetricName"] = "Invocations",
        ["ComparisonOperator"] = "LessThanThreshold",
        ["Threshold"] = 1,
        ["TreatMissingData"] = "breaching",
    });

    [Fact]
    public void Rule_that_can_not_call_its_function_is_told_of() => stacks.Dev.Template.HasResourceProperties("AWS::CloudWatch::Alarm", new Dictionary<string, object>
    {
        ["AlarmName"] = "muster-dev-rule-presence-failures",
        ["Namespace"] = "AWS/IoT",
        ["MetricName"] = "Failure",
        ["Dimensions"] = new object[]
        {
            new Dictionary<string, object> { ["Name"] = "ActionType", ["Value"] = "Lambda" },
            new Dictionary<string, object> { ["Name"] = "RuleName", ["Value"] = "muster_dev_presence" },
        },
    });

    [Fact]
    public void Alarms_go_to_a_topic_and_from_there_to_the_address_that_was_given()
    {
        var topic = stacks.Full.Id("AWS::SNS::Topic", "TopicName", "muster-full-alarms");
        var target = new object[] { new Dictionary<string, object> { ["Ref"] = topic } };
        stacks.Full.Template.AllResourcesProperties("AWS::CloudWatch::Alarm", new Dictionary<string, object> { ["AlarmActions"] = target, ["OKActions"] = target });
        stacks.Full.Template.HasResourceProperties("AWS::SNS::Subscription", new Dictionary<string, object> { ["Protocol"] = "email", ["Endpoint"] = "ops@example.com" });
        stacks.Dev.Template.ResourceCountIs("AWS::SNS::Subscription", 0);
    }

    [Fact]
    public void Dashboard_is_valid_and_shows_every_alarm()
    {
        var (_, dashboard) = stacks.Dev.Of("AWS::CloudWatch::Dashboard").Single();
        var body = string.Concat(dashboard.GetProperty("DashboardBody").GetProperty("Fn::Join")[1].EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String ? part.GetString() : "x"));
        using var json = JsonDocument.Parse(body);
        var widgets = json.RootElement.GetProperty("widgets").EnumerateArray().ToList();

        Assert.Equal("muster-dev-board", dashboard.GetProperty("DashboardName").GetString());
        Assert.Equal(stacks.Dev.Of("AWS::CloudWatch::Alarm").Count(), widgets[0].GetProperty("properties").GetProperty("alarms").GetArrayLength());
        Assert.True(widgets.Count > 8);
    }
}
