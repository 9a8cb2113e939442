using System.CommandLine;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary><c>muster robot</c>: what an operator does with a robot.</summary>
internal static class RobotCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create()
    {
        var command = new Command("robot", "Pauses, resumes, charges or retires a robot.")
        {
            CreateInstruction("pause", "Tells a robot to pause: it takes no orders until it is resumed.", "muster robot pause robot-3 --reason 'wet floor'"),
            CreateInstruction("resume", "Tells a robot to work again.", "muster robot resume robot-3"),
            CreateInstruction("charge", "Sends a robot to its charger.", "muster robot charge robot-3 --reason 'closing time'"),
            CreateRetire(),
        };
        command.AddExamples("muster robot pause robot-3 --reason 'wet floor'", "muster robot resume robot-3", "muster robot retire robot-3");
        return command;
    }

    private static Command CreateInstruction(string verb, string description, string example)
    {
        var name = new Argument<string>("NAME") { Description = "The robot's name" }.CheckName();
        var json = Answers.CreateJsonOption("the robot");
        var url = ServerUrl.CreateOption();
        var command = new Command(verb, description) { name };
        var actor = ActorOptions.AddTo(command);
        command.Add(json);
        command.Add(url);
        command.AddExamples(example);
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var path = $"api/robots/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/{verb}";
            var answer = await api.SendAsync(HttpMethod.Post, path, writer => actor.Write(parsed, writer), key: null, cancellationToken);
            await Answers.PrintAsync(parsed.InvocationConfiguration, parsed.GetValue(json), answer.Body, Describe);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRetire()
    {
        var name = new Argument<string>("NAME") { Description = "The robot's name" }.CheckName();
        var url = ServerUrl.CreateOption();
        var command = new Command("retire", "Takes a robot out of the table, its order goes to another; its history stays.") { name };
        var actor = ActorOptions.AddTo(command);
        command.Add(url);
        command.AddExamples("muster robot retire robot-3 --reason 'sold'");
        command.Run(async (parsed, cancellationToken) =>
        {
            using var api = new FleetApi(ServerUrl.From(parsed, url));
            var robot = parsed.GetRequiredValue(name);
            await api.SendAsync(HttpMethod.Delete, $"api/robots/{Uri.EscapeDataString(robot)}?{FleetApi.Query(actor.Read(parsed))}", write: null, key: null, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{robot} is retired");
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Describe(JsonElement item)
    {
        var robot = item.Deserialize(FleetJson.Default.RobotView)!;
        return [Printable.Of($"{robot.Name} {robot.Status}{(robot.Instruction is null ? "" : $": told to {robot.Instruction}")}")];
    }
}
