using Amazon.CDK;
using Constructs;
using Muster.Infra.Settings;
using Muster.Infra.Watching;

namespace Muster.Infra;

/// <summary>Muster in AWS: tables, functions, the rules and schedules that call them, an API, and what watches it all.</summary>
internal sealed class MusterStack : Stack
{
    /// <summary>The stack of <paramref name="settings"/>, for whatever account and region it is deployed to.</summary>
    public MusterStack(Construct scope, StackSettings settings)
        : base(scope, settings.Names.Stack, new StackProps
        {
            StackName = settings.Names.Stack,
            Description = $"Muster, stage {settings.Names.Stage}: co-ordinates a fleet of robots",
            TerminationProtection = settings.Keeps,
            Tags = new Dictionary<string, string> { ["muster:stage"] = settings.Names.Stage },
        })
    {
        var packages = new Packages(this, "Packages", settings.Packages);
        var tables = new Tables(this, "Tables", settings);
        var functions = new Functions(this, "Functions", settings, tables, packages);
        var rules = new Rules(this, "Rules", settings, functions);
        _ = new Schedules(this, "Schedules", settings, functions);
        var api = new Api(this, "Api", settings, functions.Api);
        var robots = new RobotPolicy(this, "Robots", settings, rules);
        var alarms = new Alarms(this, "Alarms", settings, tables, functions, rules);
        var board = new Board(this, "Board", settings, tables, functions, rules, alarms);
        packages.Guard();
        MissingPackages = packages.Missing;
        _ = new Outputs(this, "Outputs", settings, tables, functions, rules, api, robots, board);
    }

    /// <summary>The packages that were not there: with any of them, CloudFormation refuses the template.</summary>
    public IReadOnlyCollection<string> MissingPackages { get; }
}
