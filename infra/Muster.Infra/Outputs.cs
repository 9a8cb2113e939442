using Amazon.CDK;
using Constructs;
using Muster.Infra.Settings;
using Muster.Infra.Watching;

namespace Muster.Infra;

/// <summary>What one needs to know of a deployed stack.</summary>
internal sealed class Outputs : Construct
{
    /// <summary>All of it.</summary>
    public Outputs(Construct scope, string id, StackSettings settings, Tables tables, Functions functions, Rules rules, Api api, RobotPolicy robots, Board board)
        : base(scope, id)
    {
        Add("ApiEndpoint", api.Http.ApiEndpoint, "The HTTP API");
        Add("IotEndpointCommand", "aws iot describe-endpoint --endpoint-type iot:Data-ATS", "Prints the host that robots connect to");
        foreach (var table in tables.All)
        {
            Add($"{Names.Id(table.Name)}Name", table.Table.TableName, $"The table {table.Name}");
        }

        foreach (var function in functions.WithQueue)
        {
            Add($"{Names.Id(function.Settings.Name)}FailedQueue", function.Failed!.QueueUrl, $"Events that {function.Settings.Name} failed at for good");
        }

        Add("RuleErrorsQueue", rules.Errors.QueueUrl, "Messages that a rule could not hand to its function");
        Add("RobotPolicyName", robots.Name, "The AWS IoT policy for robots' certificates");
        Add("WebhookSecretName", functions.WebhookSecret.Name, "The secret in Secrets Manager whose value, with whsec_ before it, webhooks are signed with");
        Add("DashboardUrl", board.Url, "The CloudWatch dashboard");
        Add("Stage", settings.Names.Stage, "The stage");
    }

    private void Add(string id, string value, string description)
    {
        // The plain id as the output's name: it is typed in scripts.
        var output = new CfnOutput(this, id, new CfnOutputProps { Value = value, Description = description });
        output.OverrideLogicalId(id);
    }
}
