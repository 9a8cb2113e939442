using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Muster.Fleet.Functions;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>What functions may say by AWS IoT Core's data plane, and where that is.</summary>
/// <param name="stack">The stack they are in.</param>
/// <param name="host">The account's endpoint; none for the region's.</param>
internal sealed class IotAccess(Stack stack, string? host)
{
    /// <summary>
    /// The data endpoint. Each account has one of its own, which no resource of CloudFormation tells; the region's takes the same
    /// signed requests for any account, and is what AWS's SDKs call when they are not told otherwise.
    /// </summary>
    public string Endpoint { get; } = host is null ? $"https://data-ats.iot.{stack.Region}.{stack.UrlSuffix}" : $"https://{host}";

    /// <summary>Lets the function send what its code sends.</summary>
    public void Allow(CloudFunction function)
    {
        var name = function.Settings.Name;
        if (name == Notify.Name)
        {
            // It speaks HTTP only.
            return;
        }

        var topics = new List<string> { Topic("robots/*/commands"), Topic("fleet/*") };
        if (name is UpdateStatus.Name or StackSettings.JitFunction or TrackOrder.Name or StackSettings.ApiFunction)
        {
            topics.Add(Topic("robots/*/rejected"));
        }

        function.Allow(["iot:Publish"], [.. topics]);

        // The states of robots are retained, which takes a permission of its own.
        function.Allow(["iot:RetainPublish"], Topic("fleet/robots/*"));
        if (name == PlaceOrder.Name)
        {
            AllowAnswers(function);
        }
    }

    /// <summary>
    /// A terminal says on which topic it wants its answer, so any can be it. The function's code refuses those of robots and of
    /// the fleet; what AWS keeps for itself (shadows, jobs) is refused here as well.
    /// </summary>
    private void AllowAnswers(CloudFunction function)
    {
        function.Allow(["iot:Publish"], Topic("*"));
        function.Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Effect = Effect.DENY, Actions = ["iot:Publish"], Resources = [Topic("$aws/*")] }));
    }

    private string Topic(string topic) => stack.FormatArn(new ArnComponents { Service = "iot", Resource = "topic", ResourceName = topic });
}
