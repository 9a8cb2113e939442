using System.Text.Json;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class ApiTests(StackFixture stacks)
{
    [Fact]
    public void Only_callers_with_AWS_credentials_are_let_in_by_default() =>
        stacks.Dev.Template.AllResourcesProperties("AWS::ApiGatewayV2::Route", new Dictionary<string, object> { ["RouteKey"] = "$default", ["AuthorizationType"] = "AWS_IAM" });

    [Fact]
    public void Bearers_of_tokens_are_let_in_where_an_issuer_is_named()
    {
        stacks.Full.Template.AllResourcesProperties("AWS::ApiGatewayV2::Route", new Dictionary<string, object> { ["AuthorizationType"] = "JWT" });
        stacks.Full.Template.HasResourceProperties("AWS::ApiGatewayV2::Authorizer", new Dictionary<string, object>
        {
            ["AuthorizerType"] = "JWT",
            ["JwtConfiguration"] = new Dictionary<string, object> { ["Issuer"] = "https://issuer.example.com", ["Audience"] = new object[] { "fleet", "portal" } },
        });
    }

    [Fact]
    public void Everyone_is_let_in_only_when_told_so()
    {
        var open = stacks.Make("public", ("stage", "open"), ("publicApi", "true"));

        open.Template.AllResourcesProperties("AWS::ApiGatewayV2::Route", new Dictionary<string, object> { ["AuthorizationType"] = "NONE" });
    }

    [Fact]
    public void Requests_are_limited_and_logged()
    {
        var log = stacks.Full.Id("AWS::Logs::LogGroup", "LogGroupName", "/aws/vendedlogs/muster-full-api-access");
        stacks.Full.Template.HasResourceProperties("AWS::ApiGatewayV2::Stage", new Dictionary<string, object>
        {
            ["StageName"] = "$default",
            ["AutoDeploy"] = true,
            ["DefaultRouteSettings"] = new Dictionary<string, object> { ["ThrottlingRateLimit"] = 5, ["ThrottlingBurstLimit"] = 10 },
            ["AccessLogSettings"] = new Dictionary<string, object>
            {
                ["DestinationArn"] = new Dictionary<string, object> { ["Fn::GetAtt"] = new object[] { log, "Arn" } },
                ["Format"] = Format(),
            },
        });
        Assert.NotNull(JsonDocument.Parse(Format()));
    }

    [Fact]
    public void Program_runs_behind_the_web_adapter_of_its_region()
    {
        var function = stacks.Dev.Function("muster-dev-api");
        var variables = function.GetProperty("Environment").GetProperty("Variables");

        Assert.Equal(("8080", "/readyz", "buffered"), (variables.GetProperty("AWS_LWA_PORT").GetString(), variables.GetProperty("AWS_LWA_READINESS_CHECK_PATH").GetString(), variables.GetProperty("AWS_LWA_INVOKE_MODE").GetString()));
        Assert.Contains(":753240598075:layer:LambdaAdapterLayerArm64:", function.GetProperty("Layers").GetRawText(), StringComparison.Ordinal);
        Assert.True(function.GetProperty("Timeout").GetInt32() < 30, "API Gateway waits for 30 s");
        Assert.Contains("arn:aws:lambda:eu-central-1:123456789012:layer:Own:7", stacks.Full.Function("muster-full-api").GetProperty("Layers").GetRawText(), StringComparison.Ordinal);
    }

    private string Format() => stacks.Full.Of("AWS::ApiGatewayV2::Stage").Single().Properties.GetProperty("AccessLogSettings").GetProperty("Format").GetString()!;
}
