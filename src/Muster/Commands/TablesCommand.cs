using System.CommandLine;
using Muster.Aws.Store;
using Muster.Fleet.Store;
using Muster.Hosting;

namespace Muster.Commands;

/// <summary><c>muster tables</c>: DynamoDB's tables, where no stack makes them.</summary>
internal static class TablesCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("tables", "DynamoDB's tables. In the cloud the stack makes them; this is for DynamoDB Local and others that speak its protocol.")
    {
        CreateCreate(),
    };

    private static Command CreateCreate()
    {
        var prefix = new Option<string?>("--table-prefix") { Description = "What the names of the tables begin with [default: MUSTER_TABLE_PREFIX, else nothing]" }
            .Check(s => UpSettings.IsTablePrefix(s) ? null : UpSettings.TablePrefixRule);
        var command = new Command("create", "Makes the tables that are not there, and waits until they can be used. Those that are there stay as they are.") { prefix };
        command.AddExamples("AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local muster tables create");
        command.Run(async (parsed, cancellationToken) =>
        {
            var begin = parsed.GetValue(prefix) ?? Environment.GetEnvironmentVariable(UpSettings.TablePrefixVariable) ?? "";
            try
            {
                using var client = DynamoClient.Create();
                var made = await DynamoTables.CreateAsync(client, begin, cancellationToken);
                foreach (var name in DynamoTables.All.Select(t => begin + t.Name))
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{name}  {(made.Contains(name) ? "made" : "was there")}");
                }

                return ExitCode.Done;
            }
            catch (StoreUnavailableException e)
            {
                throw new CommandException(ExitCode.Failed, $"can't make the tables: {e.Message}", e);
            }
        });
        return command;
    }
}
