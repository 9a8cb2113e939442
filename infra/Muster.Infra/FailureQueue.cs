using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Muster.Infra;

/// <summary>A queue for what could not be done: two weeks to look at it, and to send it again.</summary>
internal static class FailureQueue
{
    /// <summary>Makes one.</summary>
    public static Queue Create(Construct scope, string id, string name) => new(scope, id, new QueueProps
    {
        QueueName = name,
        RetentionPeriod = Duration.Days(14),
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
        RemovalPolicy = RemovalPolicy.DESTROY,
    });
}
