using System.CommandLine;
using Muster.Commands;
using Muster.Commands.Costs;
using Muster.Commands.Rules;
using Muster.Commands.Measure;
using Muster.Commands.Measure;
using Muster.Commands.Rules;
using Muster.Commands.Transfer;
using Muster.Hosting;
using Muster.Hosting.Cloud;

// The one place where the clock and the randomness come from the machine; all else is given them.
var clock = TimeProvider.System;
#pragma warning disable RS0030 // The source of randomness is chosen here.
var random = new Random();
#pragma warning restore RS0030

var root = new RootCommand("Co-ordinates robot fleets, with nothing else to keep running.")
{
    UpCommand.Create(clock, random),
    ApiCommand.Create(clock, random),
    RobotsCommand.Create(clock),
    RobotCommand.Create(),
    OrdersCommand.Create(clock),
    OrderCommand.Create(clock, random),
    SitesCommand.Create(clock),
    SiteCommand.Create(),
    AlertsCommand.Create(clock),
    AlertCommand.Create(),
    PublishCommand.Create(clock),
    WatchCommand.Create(clock),
    RulesCommand.Create(clock, random),
    ConfigCommand.Create(),
    TablesCommand.Create(),
    ExportCommand.Create(clock, random),
    ImportCommand.Create(clock, random),
    SimulateCommand.Create(clock, random),
    InvokeCommand.Create(clock, random),
    CostCommand.Create(clock),
    MeasureCommand.Create(clock, random),
    FunctionsCommand.Create(),
    VersionCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
