using Muster.Bench;
using Muster.Bench.Compare;
using Muster.Bench.Connections;
using Muster.Bench.Functions;
using Muster.Bench.Host;
using Muster.Bench.Fuzz;
using Muster.Bench.Load;
using Muster.Bench.Measure;
using Muster.Bench.Micro;
using Muster.Bench.Orders;
using Muster.Bench.Rules;
using Muster.Bench.Start;

if (args is not [var command, .. var rest])
{
    return Usage.Print();
}

using var stop = new StopSignals();
try
{
    return command switch
    {
        "load" => LoadCommand.Run(rest, stop.Token),
        "compare" => await CompareCommand.RunAsync(rest, stop.Token),
        "connections" => await ConnectionsCommand.RunAsync(rest, stop.Token),
        "start" => await StartCommand.RunAsync(rest, stop.Token),
        "orders" => await OrdersCommand.RunAsync(rest, stop.Token),
        "functions" => await FunctionsCommand.RunAsync(rest, stop.Token),
        "host" => await HostCommand.RunAsync(rest, stop.Token),
        "rules" => RulesCommand.Run(rest),
        "fuzz-rules" => FuzzCommand.Run(rest, stop.Token),
        "measure" => await MeasureBench.RunAsync(rest, stop.Token),
        "micro" => MicroCommand.Run(rest),
        _ => Usage.Print(),
    };
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped");
    return 130;
}
catch (BenchException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
