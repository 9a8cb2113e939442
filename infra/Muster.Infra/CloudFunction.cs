using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.Destinations;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>A Lambda function with a role, a log and, where nobody waits for its answer, a queue of its own for what failed.</summary>
internal sealed class CloudFunction : Construct
{
    /// <summary>The function of these settings.</summary>
    public CloudFunction(Construct scope, StackSettings stack, FunctionSettings settings, CloudFunctionParts parts)
        : base(scope, Names.Id(settings.Name))
    {
        Settings = settings;
        var names = stack.Names;
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = $"/aws/lambda/{names.Of(settings.Name)}",
            Retention = LogRetention.Of(stack.LogDays),
            RemovalPolicy = stack.Keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });

        // Not AWS's managed policy for this: that allows writing to every log of the account.
        Role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com"), Description = $"What {names.Of(settings.Name)} may do" });
        Allow(["logs:CreateLogStream", "logs:PutLogEvents"], log.LogGroupArn);
        Lambda = new Function(this, "Function", new FunctionProps
        {
            FunctionName = names.Of(settings.Name),
            Description = parts.Description,
            Runtime = parts.Runtime,
            Architecture = settings.Architecture == FunctionSettings.Arm64 ? Architecture.ARM_64 : Architecture.X86_64,
            Code = parts.Code,
            Handler = parts.Handler,
            MemorySize = settings.MemoryMegabytes,
            Timeout = Duration.Seconds(settings.TimeoutSeconds),
            ReservedConcurrentExecutions = settings.Concurrency,
            Environment = parts.Environment,
            Layers = [.. parts.Layers],
            LogGroup = log,

            // The fleet's bootstrap writes JSON in Lambda's own form. So Lambda's lines are JSON, too, and its level goes for all.
            LoggingFormat = parts.Logging,
            Role = Role,

            // X-Ray has no resources to name: CDK allows xray:PutTraceSegments and PutTelemetryRecords on "*".
            Tracing = stack.Traces ? Tracing.ACTIVE : Tracing.DISABLED,
        });
        if (parts.EventAge is { } age)
        {
            Failed = parts.OnFailure is null ? FailureQueue.Create(this, "Failed", names.Of($"{settings.Name}-failed")) : null;
            Lambda.ConfigureAsyncInvoke(new EventInvokeConfigOptions
            {
                RetryAttempts = parts.Retries,
                MaxEventAge = age,
                OnFailure = Failed is null ? parts.OnFailure : new SqsDestination(Failed),
            });
        }
    }

    /// <summary>How it runs.</summary>
    public FunctionSettings Settings { get; }

    /// <summary>The function.</summary>
    public Function Lambda { get; }

    /// <summary>What it may do.</summary>
    public Role Role { get; }

    /// <summary>Where events go that failed for good; none when its caller waits for the answer, or when they go elsewhere.</summary>
    public Queue? Failed { get; }

    /// <summary>Allows it something.</summary>
    public void Allow(string[] actions, params string[] resources) =>
        Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = actions, Resources = resources }));
}
