using System.Text.Json;
using Muster.Aws.Store;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class StackTests(StackFixture stacks)
{
    /// <summary>The properties in which resources have their names.</summary>
    private static readonly string[] NameProperties =
    [
        "TableName", "FunctionName", "RuleName", "QueueName", "LogGroupName", "TopicName", "AlarmName", "DashboardName", "PolicyName", "RoleName", "LayerName",
    ];

    [Fact]
    public void Two_stages_have_no_name_in_common()
    {
        var (dev, prod) = (Names(stacks.Dev), Names(stacks.Prod));

        Assert.Equal(dev.Count, prod.Count);
        Assert.True(dev.Count > 70, $"only {dev.Count} names");
        Assert.Empty(dev.Intersect(prod));
    }

    [Fact]
    public void Template_of_missing_packages_is_refused_by_CloudFormation()
    {
        var rule = stacks.Dev.Json.GetProperty("Rules").EnumerateObject().Single(r => r.Name.StartsWith("Packages", StringComparison.Ordinal)).Value.GetProperty("Assertions")[0];

        Assert.Equal("""{"Fn::Equals":[{"Ref":"PackagesBuilt"},"yes"]}""", JsonSerializer.Serialize(rule.GetProperty("Assert")));
        Assert.Equal("no", stacks.Dev.Json.GetProperty("Parameters").GetProperty("PackagesBuilt").GetProperty("Default").GetString());
        Assert.Contains("arm64/function.zip", rule.GetProperty("AssertDescription").GetString(), StringComparison.Ordinal);
        Assert.False(stacks.Prod.Json.GetProperty("Parameters").TryGetProperty("PackagesBuilt", out _));
        Assert.DoesNotContain(stacks.Prod.Json.GetProperty("Rules").EnumerateObject(), r => r.Name.StartsWith("Packages", StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_that_are_there_are_what_is_deployed()
    {
        var files = Directory.GetFiles(stacks.Prod.Folder, "asset.*.zip").Select(File.ReadAllText);

        Assert.Equal(["api", "function"], files.Order());
    }

    [Fact]
    public void Configuration_is_a_layer_of_every_function_and_its_secrets_are_references()
    {
        var layer = stacks.Full.Id("AWS::Lambda::LayerVersion", "LayerName", "muster-full-config");
        Assert.All(stacks.Full.Of("AWS::Lambda::Function"), f =>
        {
            Assert.Contains(layer, f.Properties.GetProperty("Layers").GetRawText(), StringComparison.Ordinal);
            var variables = f.Properties.GetProperty("Environment").GetProperty("Variables");
            Assert.Equal("/opt/fleet.json", variables.GetProperty("MUSTER_CONFIG").GetString());
            Assert.Equal("{{resolve:secretsmanager:muster-full-OPS_SECRET:SecretString:::}}", variables.GetProperty("OPS_SECRET").GetString());
            Assert.Equal("{{resolve:secretsmanager:muster-full-CUSTOMER_SECRET:SecretString:::}}", variables.GetProperty("CUSTOMER_SECRET").GetString());
        });
        var copy = Directory.GetFiles(stacks.Full.Folder, "fleet.json", SearchOption.AllDirectories).Single();
        Assert.Contains("45s", File.ReadAllText(copy), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_tell_what_one_needs_to_go_on()
    {
        string[] expected =
        [
            "ApiEndpoint", "IotEndpointCommand", "RuleErrorsQueue", "RobotPolicyName", "WebhookSecretName", "DashboardUrl", "Stage",
            .. DynamoTables.All.Select(t => $"{t.Name}Name"),
            .. ((string[])["UpdateStatus", "Presence", "TrackOrder", "PlaceOrder", "Sweep", "Notify"]).Select(f => $"{f}FailedQueue"),
        ];

        Assert.Equal(expected.Order(), stacks.Dev.Json.GetProperty("Outputs").EnumerateObject().Select(o => o.Name).Order());
    }

    [Fact]
    public void Template_is_for_any_account_and_small_enough_for_CloudFormation()
    {
        Assert.DoesNotMatch("arn:aws:[a-z]+:[a-z]+-[a-z]+-[0-9]:", stacks.Dev.Json.GetRawText());
        Assert.True(stacks.Full.Json.GetRawText().Length < 1_000_000);
        Assert.True(stacks.Full.Json.GetProperty("Resources").EnumerateObject().Count() < 500);
    }

    [Fact]
    public void What_a_resource_refers_to_is_in_the_template()
    {
        foreach (var stack in (StackTemplate[])[stacks.Dev, stacks.Prod, stacks.Full])
        {
            var known = stack.Json.GetProperty("Resources").EnumerateObject().Concat(stack.Json.GetProperty("Parameters").EnumerateObject()).Select(r => r.Name).ToHashSet();
            Assert.All(References(stack.Json).Where(r => !r.StartsWith("AWS::", StringComparison.Ordinal)), r => Assert.Contains(r, known));
        }
    }

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Name switch
        {
            "Ref" => [p.Value.GetString()!],
            "Fn::GetAtt" => [p.Value[0].GetString()!],
            _ => References(p.Value),
        }),
        _ => [],
    };

    /// <summary>The names of all resources that have one, with their types, as the template gives them.</summary>
    private static HashSet<string> Names(StackTemplate stack)
    {
        var names = new HashSet<string>();
        foreach (var resource in stack.Json.GetProperty("Resources").EnumerateObject())
        {
            // What is attached to another resource bears its name; CloudFormation makes up that of inline policies.
            var type = resource.Value.GetProperty("Type").GetString()!;
            if (type is "AWS::IAM::Policy" or "AWS::Lambda::Permission" or "AWS::Lambda::EventInvokeConfig" || !resource.Value.TryGetProperty("Properties", out var properties))
            {
                continue;
            }

            foreach (var property in NameProperties.Concat(["Name"]))
            {
                if (properties.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String)
                {
                    names.Add($"{type} {value.GetString()}");
                }
            }
        }

        return names;
    }
}
