using System.CommandLine;
using System.Globalization;
using System.Text;
using Muster.Fleet.Configuration;
using Muster.Hosting;
using Muster.Local.Functions.User;

namespace Muster.Commands;

/// <summary><c>muster config</c>: what helps to write the configuration file.</summary>
internal static class ConfigCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("config", "Checks a configuration file, or prints the schema for editors.")
    {
        CreateCheck(),
        CreateSchema(),
    };

    private static Command CreateCheck()
    {
        var file = new Argument<string>("FILE") { Description = "The configuration file (JSON)" };
        var command = new Command("check", "Prints every problem of a file and ends with 1; without problems, every setting that it puts in force.") { file };
        command.AddExamples("muster config check fleet.json", "muster config check fleet.json && echo good");
        command.Run(async (parsed, _) =>
        {
            var checkedFile = Read(parsed.GetRequiredValue(file));
            foreach (var problem in checkedFile.Problems)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(Printable.Of(problem));
            }

            if (checkedFile.Fleet is not { } fleet)
            {
                throw new CommandException(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture, $"{checkedFile.Path} has {checkedFile.Problems.Count} problem{(checkedFile.Problems.Count == 1 ? "" : "s")}"));
            }

            var packages = UserFunctions.Check(fleet, OwnFunctions.FolderOf(checkedFile));
            foreach (var (function, reason) in packages)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(Printable.Of($"{checkedFile.Path}: $.functions.{function}.package: {reason}"));
            }

            if (packages.Count > 0)
            {
                throw new CommandException(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture, $"{checkedFile.Path} has {packages.Count} function{(packages.Count == 1 ? "" : "s")} that can't run here"));
            }

            await PrintAsync(parsed.InvocationConfiguration.Output, checkedFile, fleet);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateSchema()
    {
        var command = new Command("schema", "Prints the file's JSON Schema (draft 2020-12): editors complete and check with it.");
        command.AddExamples("muster config schema > fleet.schema.json");
        command.Run(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(Encoding.UTF8.GetString(FleetSchema.Utf8.Span));
            return ExitCode.Done;
        });
        return command;
    }

    private static ConfigFile Read(string path)
    {
        try
        {
            return ConfigFile.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the configuration {path}: {e.Message}", e);
        }
    }

    private static async Task PrintAsync(TextWriter output, ConfigFile file, FleetConfiguration fleet)
    {
        var defaults = new UpOptions();
        (string Name, string Value)[] host =
        [
            ("host.mqttPort", Show(file.Host.MqttPort ?? defaults.MqttPort)),
            ("host.httpPort", Show(file.Host.HttpPort ?? defaults.HttpPort)),
            ("host.bind", file.Host.Bind ?? defaults.Bind),
            ("host.data", file.Host.Data ?? defaults.Data),
            ("host.historyPerRobot", Show(file.Host.HistoryPerRobot ?? defaults.HistoryPerRobot)),
            ("host.store", file.Host.Store ?? defaults.Store.ToName()),
            ("host.tablePrefix", file.Host.TablePrefix ?? defaults.TablePrefix),
        ];
        var values = host.Concat(ConfigurationValues.Of(fleet)).ToList();
        var width = values.Max(v => v.Name.Length) + 2;
        await output.WriteLineAsync($"{file.Path} is right. With it these settings are in force:");
        foreach (var (name, value) in values)
        {
            await output.WriteLineAsync($"  {name.PadRight(width)}{Printable.Of(value)}");
        }
    }

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
