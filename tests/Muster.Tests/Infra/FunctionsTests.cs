using System.Text.Json;
using Amazon.CDK.Assertions;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class FunctionsTests(StackFixture stacks)
{
    private static readonly string[] Events = ["update-status", "presence", "track-order", "place-order", "sweep", "notify"];

    [Fact]
    public void Functions_are_native_ones_on_arm_by_default()
    {
        foreach (var name in (string[])[.. Events, "api"])
        {
            var function = stacks.Dev.Function($"muster-dev-{name}");
            Assert.Equal("provided.al2023", function.GetProperty("Runtime").GetString());
            Assert.Equal("arm64", function.GetProperty("Architectures")[0].GetString());
            Assert.False(function.TryGetProperty("TracingConfig", out _), "traces cost more than the functions");
            Assert.Equal("muster-dev-", Variable(function, "MUSTER_TABLE_PREFIX").GetString());
            Assert.Equal(name == "api" ? "Text" : "JSON", function.GetProperty("LoggingConfig").GetProperty("LogFormat").GetString());
            Assert.False(function.TryGetProperty("ReservedConcurrentExecutions", out _));
        }
    }

    [Fact]
    public void Functions_speak_to_the_endpoint_of_their_region_unless_told()
    {
        Assert.Equal(
            """{"Fn::Join":["",["https://data-ats.iot.",{"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"}]]}""",
            JsonSerializer.Serialize(Variable(stacks.Dev.Function("muster-dev-sweep"), "MUSTER_IOT_ENDPOINT")));
        Assert.Equal("https://abc-ats.iot.eu-central-1.amazonaws.com", Variable(stacks.Full.Function("muster-full-sweep"), "MUSTER_IOT_ENDPOINT").GetString());
    }

    [Fact]
    public void Memory_architecture_timeout_and_concurrency_are_settings_of_each_function()
    {
        var (told, other) = (stacks.Full.Function("muster-full-update-status"), stacks.Full.Function("muster-full-track-order"));

        Assert.Equal((512, "x86_64", 20), (told.GetProperty("MemorySize").GetInt32(), told.GetProperty("Architectures")[0].GetString(), told.GetProperty("ReservedConcurrentExecutions").GetInt32()));
        Assert.Equal((256, "arm64"), (other.GetProperty("MemorySize").GetInt32(), other.GetProperty("Architectures")[0].GetString()));
        Assert.Equal(30, stacks.Full.Function("muster-full-notify").GetProperty("Timeout").GetInt32());
        Assert.Equal("Active", told.GetProperty("TracingConfig").GetProperty("Mode").GetString());
    }

    [Fact]
    public void Each_function_writes_to_a_log_of_its_own_that_ends()
    {
        foreach (var (name, days) in Events.Append("api").SelectMany(n => ((string, int)[])[($"muster-dev-{n}", 30), ($"muster-full-{n}", 7)]))
        {
            var stack = days == 30 ? stacks.Dev : stacks.Full;
            var log = stack.Id("AWS::Logs::LogGroup", "LogGroupName", $"/aws/lambda/{name}");
            Assert.Equal(log, stack.Function(name).GetProperty("LoggingConfig").GetProperty("LogGroup").GetProperty("Ref").GetString());
            Assert.Equal(days, stack.Of("AWS::Logs::LogGroup").Single(l => l.Id == log).Properties.GetProperty("RetentionInDays").GetInt32());
        }
    }

    [Fact]
    public void What_a_function_fails_at_for_good_is_queued_for_two_weeks()
    {
        foreach (var name in Events)
        {
            var function = stacks.Dev.Id("AWS::Lambda::Function", "FunctionName", $"muster-dev-{name}");
            var queue = stacks.Dev.Id("AWS::SQS::Queue", "QueueName", $"muster-dev-{name}-failed");
            stacks.Dev.Template.HasResourceProperties("AWS::Lambda::EventInvokeConfig", new Dictionary<string, object>
            {
                ["FunctionName"] = new Dictionary<string, object> { ["Ref"] = function },
                ["MaximumRetryAttempts"] = 2,
                ["MaximumEventAgeInSeconds"] = name is "sweep" or "notify" ? 60 : 3600,
                ["DestinationConfig"] = new Dictionary<string, object>
                {
                    ["OnFailure"] = new Dictionary<string, object> { ["Destination"] = new Dictionary<string, object> { ["Fn::GetAtt"] = new object[] { queue, "Arn" } } },
                },
            });
        }

        stacks.Dev.Template.AllResourcesProperties("AWS::SQS::Queue", new Dictionary<string, object> { ["MessageRetentionPeriod"] = 14 * 24 * 3600, ["SqsManagedSseEnabled"] = true });
    }

    [Fact]
    public void Sweep_and_notify_are_begun_each_minute()
    {
        foreach (var name in (string[])["sweep", "notify"])
        {
            stacks.Dev.Template.HasResourceProperties("AWS::Events::Rule", new Dictionary<string, object>
            {
                ["Name"] = $"muster-dev-{name}",
                ["ScheduleExpression"] = "rate(1 minute)",
                ["State"] = "ENABLED",
                ["Targets"] = new object[]
                {
                    Match.ObjectLike(new Dictionary<string, object>
                    {
                        ["Arn"] = new Dictionary<string, object> { ["Fn::GetAtt"] = new object[] { stacks.Dev.Id("AWS::Lambda::Function", "FunctionName", $"muster-dev-{name}"), "Arn" } },
                        ["Input"] = "{}",
                    }),
                },
            });
        }
    }

    [Fact]
    public void Only_notify_gets_the_secret_that_webhooks_are_signed_with()
    {
        var secret = stacks.Dev.Id("AWS::SecretsManager::Secret", "Name", "muster-dev-webhook");
        var value = JsonSerializer.Serialize(Variable(stacks.Dev.Function("muster-dev-notify"), "MUSTER_WEBHOOK_SECRET"));

        Assert.Contains("whsec_{{resolve:secretsmanager:", value, StringComparison.Ordinal);
        Assert.Contains(secret, value, StringComparison.Ordinal);
        Assert.All(
            stacks.Dev.Of("AWS::Lambda::Function").Where(f => f.Properties.GetProperty("FunctionName").GetString() != "muster-dev-notify"),
            f => Assert.DoesNotContain("MUSTER_WEBHOOK_SECRET", f.Properties.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public void Generated_key_is_base64_of_a_length_that_the_functions_take()
    {
        var generator = stacks.Dev.Of("AWS::SecretsManager::Secret").Single().Properties.GetProperty("GenerateSecretString");
        var length = generator.GetProperty("PasswordLength").GetInt32();

        // Letters and digits alone, a multiple of four of them: base64 without padding.
        Assert.True(generator.GetProperty("ExcludePunctuation").GetBoolean());
        Assert.Equal(0, length % 4);
        Assert.InRange(length / 4 * 3, 24, 64);
    }

    private static JsonElement Variable(JsonElement function, string name) => function.GetProperty("Environment").GetProperty("Variables").GetProperty(name);
}
