using Amazon.CDK;
using Amazon.CDK.AWS.IoT;
using Constructs;
using Muster.Fleet.Functions;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>
/// What a robot may do: speak for itself and hear what is said to it. It goes on the robot's certificate; the robot's thing has
/// the robot's name, and so has its client id.
/// </summary>
internal sealed class RobotPolicy : Construct
{
    // Filled in by AWS IoT Core for each connection, and empty for a certificate without a thing: then nothing is allowed.
    private const string Thing = "${iot:Connection.Thing.ThingName}";

    /// <summary>The policy for all robots of the stage.</summary>
    public RobotPolicy(Construct scope, string id, StackSettings settings, Rules rules)
        : base(scope, id)
    {
        Name = settings.Names.Of("robot");
        string status = $"robots/{Thing}/status", orders = $"robots/{Thing}/orders/*";
        string[] heard = [$"robots/{Thing}/commands", $"robots/{Thing}/rejected"];

        // Basic Ingest: straight to the rule, without the message's charge. Each rule with its own topics alone: FROM is not asked
        // there, and a robot that reaches the rule of presence could say of another that it is gone.
        string[] reports =
        [
            status,
            orders,
            $"$aws/rules/{rules.NameOf(UpdateStatus.Name)}/{status}",
            $"$aws/rules/{rules.NameOf(TrackOrder.Name)}/{orders}",
        ];
        _ = new CfnPolicy(this, "Policy", new CfnPolicyProps
        {
            PolicyName = Name,
            PolicyDocument = new Dictionary<string, object>
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new object[]
                {
                    Statement("iot:Connect", "client", [Thing]),
                    Statement("iot:Publish", "topic", reports),
                    Statement("iot:Subscribe", "topicfilter", heard),
                    Statement("iot:Receive", "topic", heard),
                },
            },
        });
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    private Dictionary<string, object> Statement(string action, string kind, string[] names) => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = action,
        ["Resource"] = names.Select(name => Stack.Of(this).FormatArn(new ArnComponents { Service = "iot", Resource = kind, ResourceName = name })).ToArray(),
    };
}
