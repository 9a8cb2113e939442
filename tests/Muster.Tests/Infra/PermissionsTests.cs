using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Muster.Aws.Store;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class PermissionsTests(StackFixture stacks)
{
    // X-Ray has no resources that a policy could name.
    private static readonly string[] WithoutResources = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

    [Fact]
    public void Nothing_is_allowed_on_everything_where_AWS_allows_less()
    {
        foreach (var stack in (StackTemplate[])[stacks.Dev, stacks.Prod, stacks.Full])
        {
            var wide = stack.Of("AWS::IAM::Policy")
                .SelectMany(p => p.Properties.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray())
                .Where(s => StackTemplate.Texts(s.GetProperty("Resource")).Contains("*"))
                .SelectMany(s => StackTemplate.Texts(s.GetProperty("Action")));

            Assert.Empty(wide.Except(WithoutResources));
        }
    }

    [Fact]
    public void No_policy_of_AWS_is_attached_and_no_action_has_a_wildcard()
    {
        Assert.All(stacks.Full.Of("AWS::IAM::Role"), role => Assert.False(role.Properties.TryGetProperty("ManagedPolicyArns", out _), role.Id));
        Assert.All(
            stacks.Full.Of("AWS::IAM::Policy").SelectMany(p => p.Properties.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray()),
            s => Assert.All(StackTemplate.Texts(s.GetProperty("Action")), action => Assert.DoesNotContain('*', action)));
    }

    [Fact]
    public void What_the_store_asks_of_DynamoDB_is_allowed()
    {
        // A transaction is allowed by what is in it; tables are made by the stack, not by functions.
        string[] notAsked = ["TransactWriteItems", "CreateTable", "DescribeTable", "UpdateTimeToLive", "DescribeTimeToLive", "ListTables"];
        var asked = CallsOf(typeof(IAmazonDynamoDB), typeof(DynamoFleetStore).Assembly.Location).Except(notAsked).ToList();

        Assert.Contains("UpdateItem", asked);
        Assert.All(asked, call => Assert.NotEmpty(stacks.Dev.Resources("muster-dev-api", $"dynamodb:{call}")));
        Assert.Contains("/index/Pending\"", stacks.Dev.Resources("muster-dev-sweep", "dynamodb:Scan"), StringComparison.Ordinal);
        Assert.Empty(stacks.Dev.Resources("muster-dev-update-status", "dynamodb:Scan"));
    }

    [Fact]
    public void Notify_reaches_the_records_alone_and_sends_nothing_to_robots()
    {
        var records = stacks.Dev.Id("AWS::DynamoDB::Table", "TableName", "muster-dev-Records");
        var resources = stacks.Dev.Resources("muster-dev-notify", "dynamodb:PutItem");

        Assert.Contains(records, resources, StringComparison.Ordinal);
        Assert.All(
            stacks.Dev.Of("AWS::DynamoDB::Table").Select(t => t.Id).Where(id => id != records),
            id => Assert.DoesNotContain(id, resources, StringComparison.Ordinal));

        // The read with which every bootstrap begins.
        Assert.Contains(stacks.Dev.Id("AWS::DynamoDB::Table", "TableName", "muster-dev-RobotStatusTable"), stacks.Dev.Resources("muster-dev-notify", "dynamodb:GetItem"), StringComparison.Ordinal);
        Assert.Empty(stacks.Dev.Resources("muster-dev-notify", "iot:Publish"));
    }

    [Theory]
    [InlineData("update-status", true, true, false)]
    [InlineData("presence", true, false, false)]
    [InlineData("track-order", true, true, false)]
    [InlineData("place-order", true, false, true)]
    [InlineData("sweep", true, false, false)]
    [InlineData("api", true, true, false)]
    public void Function_publishes_where_its_code_does(string function, bool commands, bool rejections, bool anywhere)
    {
        var topics = stacks.Dev.Resources($"muster-dev-{function}", "iot:Publish");

        Assert.Equal(commands, topics.Contains(":topic/robots/*/commands\"", StringComparison.Ordinal));
        Assert.Equal(rejections, topics.Contains(":topic/robots/*/rejected\"", StringComparison.Ordinal));
        Assert.Equal(anywhere, topics.Contains(":topic/*\"", StringComparison.Ordinal));
        Assert.Contains(":topic/fleet/*\"", topics, StringComparison.Ordinal);
        Assert.Contains(":topic/fleet/robots/*\"", stacks.Dev.Resources($"muster-dev-{function}", "iot:RetainPublish"), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_to_terminals_can_not_go_to_topics_of_AWS()
    {
        var denied = stacks.Dev.Statements("muster-dev-place-order").Single(s => s.GetProperty("Effect").GetString() == "Deny");

        Assert.Equal("iot:Publish", denied.GetProperty("Action").GetString());
        Assert.Contains(":topic/$aws/*\"", denied.GetProperty("Resource").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Function_writes_to_its_own_log_only()
    {
        var log = stacks.Dev.Id("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/muster-dev-presence");

        Assert.Equal($$"""{"Fn::GetAtt":["{{log}}","Arn"]}""", Compact(stacks.Dev.Resources("muster-dev-presence", "logs:PutLogEvents")));
    }

    [Fact]
    public void Robot_speaks_for_itself_only()
    {
        var (_, policy) = stacks.Dev.Of("AWS::IoT::Policy").Single();
        var statements = policy.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray()
            .ToDictionary(s => s.GetProperty("Action").GetString()!, s => s.GetProperty("Resource").EnumerateArray().Select(r => r.GetProperty("Fn::Join")[1].EnumerateArray().Last().GetString()!).ToArray());
        const string Own = "${iot:Connection.Thing.ThingName}";

        Assert.Equal("muster-dev-robot", policy.GetProperty("PolicyName").GetString());
        Assert.Equal([$":client/{Own}"], statements["iot:Connect"]);
        Assert.Equal(
            [
                $":topic/robots/{Own}/status",
                $":topic/robots/{Own}/orders/*",
                $":topic/$aws/rules/muster_dev_update_status/robots/{Own}/status",
                $":topic/$aws/rules/muster_dev_track_order/robots/{Own}/orders/*",
            ],
            statements["iot:Publish"]);
        Assert.Equal([$":topicfilter/robots/{Own}/commands", $":topicfilter/robots/{Own}/rejected"], statements["iot:Subscribe"]);
        Assert.Equal([$":topic/robots/{Own}/commands", $":topic/robots/{Own}/rejected"], statements["iot:Receive"]);
        Assert.Equal(4, statements.Count);
    }

    /// <summary>The asynchronous methods of <paramref name="type"/> that an assembly calls, without their <c>Async</c>.</summary>
    private static IEnumerable<string> CallsOf(Type type, string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == type.Name
                && metadata.GetString(member.Name) is var name && name.EndsWith("Async", StringComparison.Ordinal))
            {
                yield return name[..^"Async".Length];
            }
        }
    }

    private static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
}
