using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AwsApigatewayv2Authorizers;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The HTTP API in front of the API's function: one route for all, as the program does its own routing.</summary>
internal sealed class Api : Construct
{
    /// <summary>The API that <paramref name="settings"/> lets callers into.</summary>
    public Api(Construct scope, string id, StackSettings settings, CloudFunction function)
        : base(scope, id)
    {
        var names = settings.Names;
        Http = new HttpApi(this, "Http", new HttpApiProps
        {
            ApiName = names.Of("api"),
            Description = "Muster: the HTTP API and the portal",
            CreateDefaultStage = false,
            DefaultIntegration = new HttpLambdaIntegration("Function", function.Lambda),
            DefaultAuthorizer = Authorizer(settings.Access),
        });
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            // Under this prefix API Gateway may write without adding to the account's resource policy, which has room for few.
            LogGroupName = $"/aws/vendedlogs/{names.Of("api-access")}",
            Retention = LogRetention.Of(settings.LogDays),
            RemovalPolicy = settings.Keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });
        _ = new CfnStage(this, "Stage", new CfnStageProps
        {
            ApiId = Http.ApiId,
            StageName = "$default",
            AutoDeploy = true,
            DefaultRouteSettings = new CfnStage.RouteSettingsProperty { ThrottlingRateLimit = settings.ApiRate, ThrottlingBurstLimit = settings.ApiRate * 2 },
            AccessLogSettings = new CfnStage.AccessLogSettingsProperty { DestinationArn = log.LogGroupArn, Format = Format() },
        });
    }

    /// <summary>The API.</summary>
    public HttpApi Http { get; }

    private static IHttpRouteAuthorizer? Authorizer(ApiAccess access) =>
        access.IsPublic ? null
        : access.Issuer is { } issuer ? new HttpJwtAuthorizer("Token", issuer, new HttpJwtAuthorizerProps { JwtAudience = [.. access.Audiences] })
        : new HttpIamAuthorizer();

    /// <summary>JSON, a line a request. No header and no query: what is secret is there.</summary>
    private static string Format()
    {
        string[] fields = ["requestId", "requestTime", "httpMethod", "path", "status", "responseLength", "integrationLatency", "sourceIp"];
        var from = (string field) => field is "sourceIp" ? "identity.sourceIp" : field is "integrationLatency" ? "integration.latency" : field;
        return $"{{{string.Join(',', fields.Select(f => $"\"{f}\":\"$context.{from(f)}\""))}}}";
    }
}
