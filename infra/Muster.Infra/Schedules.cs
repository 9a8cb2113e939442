using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Constructs;
using Muster.Fleet.Functions;
using Muster.Infra.Settings;
using EventRule = Amazon.CDK.AWS.Events.Rule;
using EventRuleProps = Amazon.CDK.AWS.Events.RuleProps;

namespace Muster.Infra;

/// <summary>Begins what no message begins: the sweep, and the sending of notifications. A minute is the least that EventBridge can do.</summary>
internal sealed class Schedules : Construct
{
    /// <summary>A rule each minute for each of the two.</summary>
    public Schedules(Construct scope, string id, StackSettings settings, Functions functions)
        : base(scope, id)
    {
        foreach (var name in (string[])[Sweep.Name, Notify.Name])
        {
            var target = new LambdaFunction(functions.Find(name).Lambda, new LambdaFunctionProps
            {
                Event = RuleTargetInput.FromObject(new Dictionary<string, object>()),

                // The next one does what this one did not.
                RetryAttempts = 0,
                MaxEventAge = Duration.Minutes(1),
            });
            _ = new EventRule(this, Names.Id(name), new EventRuleProps
            {
                RuleName = settings.Names.Of(name),
                Description = $"Muster: begins {name}",
                Schedule = Schedule.Rate(Duration.Minutes(1)),
                Targets = [target],
            });
        }
    }
}
