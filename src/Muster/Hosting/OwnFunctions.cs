using System.Diagnostics.Metrics;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Hosting.Stores;
using Muster.Local.Functions;
using Muster.Local.Functions.User;
using Muster.Local.Rules;
using Muster.Local.Store;

namespace Muster.Hosting;

/// <summary>The functions of the section <c>functions</c>, in <c>muster up</c>.</summary>
internal static class OwnFunctions
{
    private const string DynamoDbEndpoint = "AWS_ENDPOINT_URL_DYNAMODB";

    /// <summary>The folder that the packages of <paramref name="file"/> are relative to.</summary>
    public static string FolderOf(ConfigFile? file) => Path.GetDirectoryName(Path.GetFullPath(file?.Path ?? "fleet.json"))!;

    /// <summary>Opens them.</summary>
    /// <exception cref="StartException">A function has no package that can run here.</exception>
    public static UserFunctions Open(
        UpOptions options, FleetSettings settings, JsonLinesFiles files, SqliteFleetStore local, HostStore store, ICommandSender sender, IMeterFactory meters, TimeProvider clock, Random random, ILoggerFactory logs)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (store is DynamoHostStore { Endpoint: { } endpoint })
        {
            // Wherever this process has it from, functions find the same tables.
            variables[DynamoDbEndpoint] = endpoint.TrimEnd('/');
        }

        var own = new UserFunctionsOptions { PackageFolder = FolderOf(options.ConfigFile), Files = files, TablePrefix = options.TablePrefix, Environment = variables };
        try
        {
            return UserFunctions.Open(own, settings, local, sender, meters, clock, random, logs);
        }
        catch (FunctionPackageException e)
        {
            throw new StartException(e.Message, e);
        }
    }
}
